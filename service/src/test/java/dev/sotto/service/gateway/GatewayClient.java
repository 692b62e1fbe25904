package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client as anybody might write it, with nothing but the JDK. */
final class GatewayClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LinkedBlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final WebSocket socket;
    private JsonObject announced;

    /**
     * Something that came: text alone, the sound or packet with the text before it, or the end.
     *
     * @param status of the end, else 0
     */
    record Message(JsonObject text, byte[] bytes, int status) {

        String type() {
            return text == null ? "" : text.get("type").getAsString();
        }

        String stream() {
            return text.get("stream").getAsString();
        }
    }

    private GatewayClient(URI uri, String origin) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(uri, this).join();
    }

    static GatewayClient connect(Gateway gateway) {
        return connect(gateway, null);
    }

    /** @throws java.util.concurrent.CompletionException if the gateway does not even shake hands */
    static GatewayClient connect(Gateway gateway, String origin) {
        return new GatewayClient(URI.create(gateway.url("/ws").toString().replace("http:", "ws:")), origin);
    }

    static GatewayClient enter(Gateway gateway, String room, String name, String... more) {
        GatewayClient client = connect(gateway);
        StringBuilder hello = new StringBuilder("{\"stream\":\"" + name + "\",\"room\":\"" + room + "\"");
        for (String field : more) {
            hello.append(',').append(field);
        }
        client.text(hello + "}");
        client.await("welcome");
        return client;
    }

    void text(String message) {
        socket.sendText(message, true).join();
    }

    void sound(byte[] pcm) {
        socket.sendBinary(ByteBuffer.wrap(pcm), true).join();
    }

    /** In pieces of so many bytes. */
    void sound(byte[] pcm, int piece) {
        for (int i = 0; i < pcm.length; i += piece) {
            socket.sendBinary(ByteBuffer.wrap(pcm, i, Math.min(piece, pcm.length - i)), true)
                    .join();
        }
    }

    WebSocket socket() {
        return socket;
    }

    /** The next message; null if none comes in that time. */
    Message poll(Duration timeout) {
        try {
            return messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message of that type; those before it are dropped. */
    Message await(String type) {
        return await(m -> m.type().equals(type), type);
    }

    /** The status with which the gateway ends it. */
    int awaitEnd() {
        return await(m -> m.status() != 0, "end").status();
    }

    Message await(Predicate<Message> wanted, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Message message = poll(Duration.ofMillis(100));
            if (message != null && wanted.test(message)) {
                return message;
            }
            if (message != null && message.status() != 0) {
                throw new AssertionError("ended with " + message.status() + " instead of " + what);
            }
        }
        throw new AssertionError("no " + what + " after " + PATIENCE.toSeconds() + " s");
    }

    /** Sound of one stream up to its end. */
    byte[] awaitStream(String name) {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        await(
                m -> {
                    if (m.type().equals("speech") && m.stream().equals(name)) {
                        pcm.writeBytes(m.bytes());
                    }
                    return m.type().equals("ended") && m.stream().equals(name);
                },
                "end of " + name);
        return pcm.toByteArray();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonObject json = JsonParser.parseString(text.toString()).getAsJsonObject();
            text.setLength(0);
            switch (json.get("type").getAsString()) {
                case "speech", "packet", "replay" -> announced = json;
                default -> messages.add(new Message(json, null, 0));
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] piece = new byte[data.remaining()];
        data.get(piece);
        bytes.writeBytes(piece);
        if (last) {
            messages.add(new Message(announced, bytes.toByteArray(), 0));
            bytes.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        messages.add(new Message(null, null, status));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        messages.add(new Message(null, null, 1006));
    }

    /** Without a word. */
    void hangUp() {
        socket.abort();
    }

    @Override
    public void close() {
        hangUp();
    }
}
