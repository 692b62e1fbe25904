package dev.sotto.training.evaluation.program;

/** A program of the machine did not do what it was run for; the message says what it said. */
public final class ProgramFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ProgramFailedException(String message) {
        super(message);
    }
}
