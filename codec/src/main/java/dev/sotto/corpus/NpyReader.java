package dev.sotto.corpus;

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
    public Outcome next() throws IOException {
        if (file == null) {
            return null;
        }
        Path read = file;
        file = null;
        String id = RecordingFinder.withoutExtension(read.getFileName().toString());
        try {
            Map<String, Object> values = Map.of("id", id, "path", read.toString());
            return RowParser.row(values, NpyFile.read(Files.readAllBytes(read)));
        } catch (CorpusException e) {
            throw new CorpusException(read + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        file = null;
    }
}
