package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One NumPy file as a row that says nothing but its tokens. */
final class NpyReader implements RowReader {

    private Path file;

    NpyReader(Path file) {
        this.file = file;
    }

    @Override
    public RowOrFailure next() throws IOException {
        if (file == null) {
            return null;
        }
        Path read = file;
        file = null;
        String id = withoutEnding(read.getFileName().toString());
        try {
            Map<String, Object> values = Map.of("id", id, "path", read.toString());
            return RowParser.row(values, NpyFile.read(Files.readAllBytes(read)));
        } catch (BadInputException e) {
            throw new BadInputException(read + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String withoutEnding(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Override
    public void close() {
        file = null;
    }
}
