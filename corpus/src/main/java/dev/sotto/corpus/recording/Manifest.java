package dev.sotto.corpus.recording;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A {@code manifest.csv}: a line a recording. The column {@code path} names the file, from the manifest's folder on;
 * the column {@code id}, if there is one, names the row; every other column goes with the row as it is.
 */
final class Manifest {

    private static final String PATH = "path";
    private static final String ID = "id";
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private Manifest() {}

    static List<Recording> read(Path manifest) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        try (Reader reader = open(manifest);
                CSVParser rows = FORMAT.parse(reader)) {
            List<String> names = rows.getHeaderNames();
            if (!names.contains(PATH)) {
                throw new BadInputException(manifest + " has no column 'path': name the audio files in one");
            }
            for (CSVRecord row : rows) {
                recordings.add(recording(manifest, names, row));
            }
        } catch (UncheckedIOException e) {
            throw unreadable(manifest, e.getCause());
        } catch (IllegalArgumentException | IOException e) {
            throw unreadable(manifest, e);
        }
        if (recordings.isEmpty()) {
            throw new BadInputException(manifest + " names no files: it needs a line for each");
        }
        return recordings;
    }

    private static BadInputException unreadable(Path manifest, Exception e) {
        return new BadInputException(manifest + " is no CSV in UTF-8 that can be read: " + e.getMessage(), e);
    }

    /** Spreadsheets begin UTF-8 with a byte order mark. */
    private static Reader open(Path manifest) throws IOException {
        Reader reader = Files.newBufferedReader(manifest);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    private static Recording recording(Path manifest, List<String> names, CSVRecord row) {
        String place = manifest + " line " + (row.getRecordNumber() + 1);
        if (row.size() > names.size()) {
            throw new BadInputException(place + " has " + row.size() + " cells for " + names.size()
                    + " columns: put cells with commas in quotes");
        }
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : names) {
            String cell = row.isSet(name) ? row.get(name) : null;
            if (!name.equals(PATH) && !name.equals(ID)) {
                columns.put(name, cell);
            }
        }
        String path = row.isSet(PATH) ? row.get(PATH) : "";
        if (path.isBlank()) {
            throw new BadInputException(place + " names no file: fill its cell in the column 'path'");
        }
        String id = row.isMapped(ID) && row.isSet(ID) && !row.get(ID).isBlank()
                ? row.get(ID)
                : RecordingFinder.withoutExtension(path.replace('\\', '/'));
        return new Recording(id, resolve(manifest, path, place), columns);
    }

    private static Path resolve(Path manifest, String path, String place) {
        try {
            return manifest.resolveSibling(path);
        } catch (InvalidPathException e) {
            throw new BadInputException(place + " names no file: " + e.getMessage(), e);
        }
    }
}
