package dev.sotto.service.gateway;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.sotto.audio.Pcm16;
import dev.sotto.model.CodecConfig;
import dev.sotto.service.gateway.GatewayMeters.Refusal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: first its name, then its speech. Its messages come one after the other; whatever is wrong
 * with one ends this connection, and no other.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    /** What a bad network holds back comes at once when it is over. */
    private static final double SOUND_BURST_SECONDS = 10;

    private static final double MESSAGE_BURST_SECONDS = 5;
    private static final Duration WRONG_TOKEN = Duration.ofSeconds(1);

    private final Switchboard board;
    private final Outbox outbox;
    private final AtomicBoolean replaying = new AtomicBoolean();
    private final long openedNanos = System.nanoTime();
    private final Allowance messages;
    private Allowance sound;

    /** Null before the first message; written under the lock of this. */
    private volatile Caller caller;

    private volatile boolean closed;

    Connection(Switchboard board, Session session) {
        this.board = board;
        GatewayLimits limits = board.config().limits();
        this.outbox = new Outbox(session, limits.unsentBytes(), this::tooSlow);
        this.messages = new Allowance(limits.messagesPerSecond(), MESSAGE_BURST_SECONDS, openedNanos);
    }

    private void tooSlow() {
        board.meters().refused(Refusal.TOO_SLOW);
        outbox.close(CloseCode.TOO_SLOW, "you do not read what you are sent");
        // Nobody who does not read will answer a close frame.
        board.later(outbox::disconnect, Duration.ofSeconds(1));
    }

    /** Somebody has been connected for too long without a name. */
    boolean isOverdue(long nowNanos) {
        return caller == null
                && !closed
                && nowNanos - openedNanos > board.config().limits().patience().toNanos();
    }

    void close(CloseCode code, String reason) {
        outbox.close(code, reason);
    }

    void text(String text) {
        guarded(() -> {
            if (caller == null) {
                enter(Hello.read(text, board.config().codec().numCodebooks()));
            } else {
                command(JsonText.object(text));
            }
        });
    }

    void sound(ByteBuffer data) {
        guarded(() -> {
            if (caller == null) {
                throw new ProtocolException(CloseCode.BAD_MESSAGE, "the first message is text and says who speaks");
            }
            if (data.remaining() % Pcm16.BYTES != 0) {
                throw new ProtocolException(CloseCode.BAD_MESSAGE, "half a sample: PCM has 16 bits");
            }
            if (!sound.take(data.remaining(), System.nanoTime())) {
                throw new ProtocolException(CloseCode.TOO_FAST, "sound comes faster than one can speak");
            }
            byte[] pcm = new byte[data.remaining()];
            data.get(pcm);
            board.meters().received(pcm.length);
            caller.say(pcm);
        });
    }

    /** One message after the other, and none once the client has gone. */
    private synchronized void guarded(Runnable work) {
        if (closed || outbox.isClosed()) {
            return;
        }
        try {
            if (!messages.take(1, System.nanoTime())) {
                throw new ProtocolException(CloseCode.TOO_FAST, "too many messages");
            }
            work.run();
        } catch (ProtocolException e) {
            board.meters().refused(Refusal.of(e.code()));
            outbox.close(e.code(), e.getMessage());
        } catch (RuntimeException e) {
            board.meters().refused(Refusal.FAILED);
            outbox.close(CloseCode.FAILED, "the gateway failed");
            LOG.error("A message of a client could not be dealt with", e);
        }
    }

    private synchronized void enter(Hello hello) {
        if (!board.guard().allowsToken(hello.token())) {
            refuseSlowly();
            return;
        }
        if (closed) {
            return;
        }
        CodecConfig codec = board.config().codec();
        Caller entering = new Caller(hello, codec.sampleRate(), board.uplink(), outbox);
        board.rooms().enter(entering);
        double bytesPerSecond = (double) hello.rate() * Pcm16.BYTES;
        sound = new Allowance(board.config().limits().speed() * bytesPerSecond, SOUND_BURST_SECONDS, System.nanoTime());
        caller = entering;
        outbox.send(welcome(hello, codec));
        tellOthers("joined");
    }

    /** A wrong token is answered a second later, against guessing; until then nothing that comes is read. */
    private void refuseSlowly() {
        board.meters().refused(Refusal.UNAUTHORIZED);
        closed = true;
        board.later(() -> outbox.close(CloseCode.UNAUTHORIZED, "the access token is missing or wrong"), WRONG_TOKEN);
    }

    private JsonObject welcome(Hello hello, CodecConfig codec) {
        JsonObject text = Caller.message("welcome", hello.name());
        text.addProperty("room", hello.room());
        JsonArray people = new JsonArray();
        board.rooms().in(hello.room()).forEach(other -> people.add(other.name()));
        text.add("people", people);
        JsonObject model = new JsonObject();
        model.addProperty("rate", codec.sampleRate());
        model.addProperty("hop", codec.hopLength());
        model.addProperty("delay", codec.delay());
        model.addProperty("codebooks", codec.numCodebooks());
        model.addProperty("codebookSize", codec.codebookSize());
        text.add("model", model);
        text.addProperty(
                "codebooks",
                hello.codebooks() > 0 ? hello.codebooks() : board.config().codebooks());
        text.addProperty("replaySeconds", board.config().limits().replay().toSeconds());
        return text;
    }

    private void tellOthers(String what) {
        for (Caller other : board.rooms().in(caller.room())) {
            if (other != caller) {
                other.outbox().send(Caller.message(what, caller.name()));
            }
        }
    }

    private void command(JsonObject json) {
        String type = JsonText.string(json, "type", "");
        switch (type) {
            case "codebooks" -> useCodebooks(JsonText.integer(json, "codebooks", 0));
            case "end" -> caller.end();
            case "replay" -> replay(JsonText.integer(json, "seconds", 60));
            default -> throw new ProtocolException(CloseCode.BAD_MESSAGE, "type must be codebooks, end or replay");
        }
    }

    private void useCodebooks(int count) {
        int offered = board.config().codec().numCodebooks();
        if (count < 1 || count > offered) {
            throw new ProtocolException(CloseCode.BAD_MESSAGE, "codebooks must be 1 to " + offered);
        }
        caller.useCodebooks(count);
    }

    /** One at a time; a second is not heard. */
    private void replay(int seconds) {
        long longest = board.config().limits().replay().toSeconds();
        if (seconds < 1 || seconds > longest) {
            throw new ProtocolException(CloseCode.BAD_MESSAGE, "seconds must be 1 to " + longest);
        }
        if (replaying.compareAndSet(false, true)) {
            boolean accepted = board.replay(caller, Duration.ofSeconds(seconds), () -> replaying.set(false));
            if (!accepted) {
                replaying.set(false);
                outbox.send(Caller.message("busy", caller.name()));
            }
        }
    }

    /** The client has gone, or was sent away. */
    synchronized void closed() {
        closed = true;
        outbox.stop();
        if (caller != null) {
            board.rooms().leave(caller);
            caller.end();
            tellOthers("left");
        }
    }
}
