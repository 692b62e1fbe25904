package dev.sotto.streams.topic;

/** A record that cannot be used; the message says why. It goes to the dead letters, and its stream goes on. */
public final class PoisonRecordException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public PoisonRecordException(String message) {
        super(message);
    }
}
