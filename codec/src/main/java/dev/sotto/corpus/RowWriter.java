package dev.sotto.corpus;

import java.io.Closeable;
import java.io.IOException;

/** Writes rows in their order; closed, its file is whole and waits to be published. */
interface RowWriter extends Closeable {

    void add(TokenRow row) throws IOException;
}
