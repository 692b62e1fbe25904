package dev.sotto.corpus.row;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A line a row. */
final class JsonlWriter implements RowWriter {

    private final BufferedWriter out;

    JsonlWriter(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file);
    }

    @Override
    public void add(TokenRow row) throws IOException {
        out.append(RowJson.line(row)).append('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
