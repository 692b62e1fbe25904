package dev.sotto.training.data;

import dev.sotto.command.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** {@code manifest.csv} in a folder of audio: a column {@code path}, and perhaps a column {@code split}. */
final class Manifest {

    static final String FILE = "manifest.csv";

    private Manifest() {}

    /** The files of a split, in the manifest's order; of all rows where it has no such column. */
    static List<Path> files(Path root, String split) throws IOException {
        Path manifest = root.resolve(FILE);
        List<Path> files = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(manifest);
                CSVParser rows = format.parse(reader)) {
            if (!rows.getHeaderNames().contains("path")) {
                throw new BadInputException(manifest + " has no column 'path': name the audio files in one");
            }
            boolean splits = rows.getHeaderNames().contains("split");
            for (CSVRecord row : rows) {
                if (!splits || row.get("split").equals(split)) {
                    files.add(file(root, row));
                }
            }
        } catch (IllegalArgumentException | UncheckedIOException | CharacterCodingException e) {
            throw new BadInputException(manifest + " is no CSV that can be read: " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new BadInputException(manifest + " names no files of the split '" + split + "'");
        }
        return files;
    }

    private static Path file(Path root, CSVRecord row) {
        Path file = root.resolve(row.get("path"));
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(root.resolve(FILE) + " names " + row.get("path") + " in line "
                    + (row.getRecordNumber() + 1) + ", but there is no such file");
        }
        return file;
    }
}
