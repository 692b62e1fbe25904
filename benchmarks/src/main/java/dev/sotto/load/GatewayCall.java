package dev.sotto.load;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.Pcm16;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of the gateway, alone in a room of its own, that hears itself. Nothing but the JDK's WebSocket. */
final class GatewayCall implements WebSocket.Listener {

    /** What a client sees where nobody said why the connection ended. */
    static final int NO_STATUS = 1006;

    private static final String NAME = "caller";

    private final String room;
    private final Listener listener;
    private final CountDownLatch welcomed = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    /** Where the sound that comes next belongs. */
    private long position;

    private boolean soundComes;
    private int soundBytes;
    private volatile boolean hangingUp;
    private volatile int status;

    /** Hears what comes back. */
    interface Listener {

        /** @param from position of the first sample */
        void heard(long from, long end, long nanos);
    }

    GatewayCall(String room, Listener listener) {
        this.room = room;
        this.listener = listener;
    }

    /** Returns when it has been let in, or refused; see {@link #status}. */
    void connect(HttpClient http, URI uri, long patienceSeconds) throws InterruptedException {
        try {
            socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
        } catch (CompletionException e) {
            drop(NO_STATUS);
            return;
        }
        JsonObject hello = new JsonObject();
        hello.addProperty("stream", NAME);
        hello.addProperty("room", room);
        hello.addProperty("self", true);
        send(hello);
        if (!welcomed.await(patienceSeconds, TimeUnit.SECONDS)) {
            drop(NO_STATUS);
        }
    }

    /** In order, and without waiting for the gateway. */
    private void send(JsonObject message) {
        queue(() -> socket.sendText(message.toString(), true));
    }

    private synchronized void queue(Sending message) {
        if (status == 0) {
            sending = sending.thenCompose(before -> message.send()).exceptionally(e -> null);
        }
    }

    private interface Sending {

        CompletableFuture<WebSocket> send();
    }

    void say(byte[] pcm) {
        queue(() -> socket.sendBinary(ByteBuffer.wrap(pcm), true));
    }

    /** That nothing more will be said. */
    void end() {
        JsonObject end = new JsonObject();
        end.addProperty("type", "end");
        send(end);
    }

    /** Returns when its stream has ended or it has been dropped; false if neither happened by then. */
    boolean awaitEnd(long deadlineNanos) throws InterruptedException {
        return over.await(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    /** The status with which the gateway dropped it; 0 if it did not. */
    int status() {
        return status;
    }

    void hangUp() {
        hangingUp = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private void drop(int code) {
        if (!hangingUp && status == 0) {
            status = code;
        }
        welcomed.countDown();
        over.countDown();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
            text.setLength(0);
            take(message);
        }
        webSocket.request(1);
        return null;
    }

    private void take(JsonObject message) {
        String type = message.get("type").getAsString();
        soundComes = type.equals("speech");
        switch (type) {
            case "welcome" -> welcomed.countDown();
            case "ended" -> over.countDown();
            case "speech" -> position = message.get("position").getAsLong();
            default -> {}
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        soundBytes += data.remaining();
        if (last) {
            if (soundComes) {
                listener.heard(position, position + soundBytes / Pcm16.BYTES, System.nanoTime());
            }
            soundBytes = 0;
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        drop(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        drop(NO_STATUS);
    }
}
