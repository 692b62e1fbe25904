package dev.sotto.corpus;

/** What a user gave for a whole run cannot be used; the message is a sentence that says what, where and what to do. */
public final class CorpusException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CorpusException(String message) {
        super(message);
    }

    public CorpusException(String message, Throwable cause) {
        super(message, cause);
    }
}
