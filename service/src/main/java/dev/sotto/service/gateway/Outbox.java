package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What a client is to be sent, in order, one message on its way at a time. Nobody waits for a slow reader: when more
 * lies here than the limit, the reader is dropped. Thread-safe.
 */
final class Outbox {

    private final Session session;
    private final int maxBytes;
    private final Runnable onOverflow;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long unsent;
    private boolean sending;

    /** Who is inside the call that sends. */
    private Thread sender;

    private boolean closed;

    /** @param text or else {@code bytes} */
    private record Message(String text, byte[] bytes) {

        int length() {
            return text == null ? bytes.length : text.length();
        }
    }

    /** @param onOverflow called once, without a lock */
    Outbox(Session session, int maxBytes, Runnable onOverflow) {
        this.session = session;
        this.maxBytes = maxBytes;
        this.onOverflow = onOverflow;
    }

    void send(JsonObject text) {
        send(text, null);
    }

    /** A message of text and, right after it, one of bytes. */
    void send(JsonObject text, byte[] bytes) {
        boolean overflow;
        synchronized (this) {
            if (closed) {
                return;
            }
            add(new Message(text.toString(), null));
            if (bytes != null) {
                add(new Message(null, bytes));
            }
            overflow = unsent > maxBytes;
            closed = overflow;
        }
        if (overflow) {
            stop();
            onOverflow.run();
        } else {
            sendNext();
        }
    }

    private void add(Message message) {
        messages.add(message);
        unsent += message.length();
    }

    /** Whether half of the room is free: for senders that can wait, unlike speech. */
    synchronized boolean hasRoom() {
        return unsent <= maxBytes / 2;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Goes on until a message is on its way: one that is sent at once must not make the next a call deeper. */
    private void sendNext() {
        Message message = next();
        while (message != null) {
            Message current = message;
            Callback sent = Callback.from(() -> done(current), failure -> stop());
            if (current.text() != null) {
                session.sendText(current.text(), sent);
            } else {
                session.sendBinary(ByteBuffer.wrap(current.bytes()), sent);
            }
            message = afterwards();
        }
    }

    private synchronized Message next() {
        if (sending || messages.isEmpty()) {
            return null;
        }
        sending = true;
        sender = Thread.currentThread();
        return messages.remove();
    }

    private synchronized Message afterwards() {
        if (sender == Thread.currentThread()) {
            sender = null;
        }
        return next();
    }

    private void done(Message message) {
        boolean goesOn;
        synchronized (this) {
            unsent -= message.length();
            sending = false;
            goesOn = sender == Thread.currentThread();
        }
        if (!goesOn) {
            sendNext();
        }
    }

    /** Ends the connection; what has not been sent never will be. */
    void close(CloseCode code, String reason) {
        stop();
        session.close(code.status(), truncated(reason), Callback.from(() -> {}, failure -> session.disconnect()));
    }

    void disconnect() {
        stop();
        session.disconnect();
    }

    /** Nothing more is sent. */
    synchronized void stop() {
        closed = true;
        messages.clear();
    }

    /** A reason has at most 123 bytes. */
    private static String truncated(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 123 ? reason : reason.substring(0, 40);
    }
}
