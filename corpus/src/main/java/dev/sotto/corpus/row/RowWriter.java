package dev.sotto.corpus.row;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows in their order; closed, its file is whole and waits to be published. */
public interface RowWriter extends Closeable {

    void add(TokenRow row) throws IOException;
}
