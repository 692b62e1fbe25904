package dev.sotto.service.talk;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One page of a {@link Chromium}. */
final class BrowserPage implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;

    BrowserPage(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
        send("Page.enable", new JsonObject());
    }

    JsonObject send(String method, JsonObject parameters) {
        JsonObject message = new JsonObject();
        int id = ids.incrementAndGet();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", parameters);
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(message.toString(), true).join();
        JsonObject result =
                answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result.get("error"));
        }
        return result.getAsJsonObject("result");
    }

    static JsonObject parameters(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }

    void navigate(URI url) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("url", url.toString());
        send("Page.navigate", parameters);
    }

    /** What an expression gives; a promise is waited for. */
    JsonElement evaluate(String expression) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("expression", expression);
        parameters.addProperty("awaitPromise", true);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("userGesture", true);
        JsonObject result = send("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.getAsJsonObject("result").get("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + expression + ")").getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not after " + PATIENCE.toSeconds() + " s: " + expression + "; the page says: "
                        + evaluate("globalThis.kept?.lost + document.body.innerText"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    void click(String id) {
        evaluate("document.getElementById('" + id + "').click()");
    }

    /** @param type of the DevTools protocol: rawKeyDown or keyUp */
    void key(String type, String code, int windowsCode) {
        JsonObject parameters = new JsonObject();
        parameters.addProperty("type", type);
        parameters.addProperty("code", code);
        parameters.addProperty("key", code.equals("Space") ? " " : code);
        parameters.addProperty("windowsVirtualKeyCode", windowsCode);
        send("Input.dispatchKeyEvent", parameters);
    }

    void press(String code, int windowsCode) {
        key("rawKeyDown", code, windowsCode);
        key("keyUp", code, windowsCode);
    }

    /** @param type dragEnter, dragOver or drop */
    void drag(String type, Path file) {
        JsonArray files = new JsonArray();
        files.add(file.toString());
        JsonObject data = parameters("{\"items\":[],\"dragOperationsMask\":1}");
        data.add("files", files);
        JsonObject parameters = parameters("{\"x\":200,\"y\":200}");
        parameters.addProperty("type", type);
        parameters.add("data", data);
        send("Input.dispatchDragEvent", parameters);
    }

    /** @param dark or light */
    void look(int width, int height, boolean phone, boolean dark) {
        send(
                "Emulation.setDeviceMetricsOverride",
                parameters("{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":" + (phone ? 2 : 1)
                        + ",\"mobile\":" + phone + "}"));
        send(
                "Emulation.setEmulatedMedia",
                parameters("{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light")
                        + "\"}]}"));
    }

    byte[] screenshot() {
        JsonObject shot = send("Page.captureScreenshot", parameters("{\"format\":\"png\"}"));
        return Base64.getDecoder().decode(shot.get("data").getAsString());
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
            text.setLength(0);
            CompletableFuture<JsonObject> answer =
                    message.has("id") ? answers.remove(message.get("id").getAsInt()) : null;
            if (answer != null) {
                answer.complete(message);
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            // Its sound would go on otherwise.
            socket.sendText("{\"id\":0,\"method\":\"Page.close\"}", true).join();
        }
        socket.abort();
    }
}
