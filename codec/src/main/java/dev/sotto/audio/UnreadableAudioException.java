package dev.sotto.audio;

/** Sound that cannot be read; the message is one sentence that says which file, what is wrong and what to do. */
public final class UnreadableAudioException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnreadableAudioException(String message) {
        super(message);
    }

    public UnreadableAudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
