package dev.sotto.audio;

import dev.sotto.BadInputException;

/** Sound that cannot be read; the message is one sentence that says which file, what is wrong and what to do. */
public final class UnreadableAudioException extends BadInputException {

    private static final long serialVersionUID = 1;

    public UnreadableAudioException(String message) {
        super(message);
    }

    public UnreadableAudioException(String message, Throwable cause) {
        super(message, cause);
    }
}
