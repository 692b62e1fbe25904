package dev.sotto.audio.container;

import java.io.IOException;

/** A whole file, as far as one can tell, whose samples are coded in a way that is not read here; others may read it. */
public final class UnknownEncodingException extends IOException {

    private static final long serialVersionUID = 1;

    public UnknownEncodingException(String message) {
        super(message);
    }
}
