package dev.sotto.model;

import dev.sotto.BadInputException;

/** A model file that cannot be used; the message says which file, what is wrong and what to do. */
public final class ModelFormatException extends BadInputException {

    private static final long serialVersionUID = 1;

    public ModelFormatException(String message) {
        super(message);
    }
}
