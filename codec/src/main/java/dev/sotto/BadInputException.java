package dev.sotto;

/**
 * What a user gave cannot be used: the message is one sentence that says what, where and what to do. The command line
 * prints it without a stack trace and ends with exit code 2; the kinds of it that somebody tells apart extend it.
 */
public class BadInputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
