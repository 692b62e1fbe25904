package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lines of JSON, with their tokens or with the name of the NumPy or .sotto file that holds them. */
final class JsonlReader implements RowReader {

    private final Path file;
    private final Function<Fingerprint, Prior> priors;
    private final Lines lines;
    private int number;
    private boolean ended;

    JsonlReader(Path file, Function<Fingerprint, Prior> priors) throws IOException {
        this.file = file;
        this.priors = priors;
        this.lines = new Lines(file);
    }

    @Override
    public RowOrFailure next() throws IOException {
        String line;
        do {
            line = nextLine();
            number++;
        } while (line != null && line.isBlank());
        if (line == null) {
            return null;
        }
        try {
            return row(line);
        } catch (BadInputException e) {
            String place = file + " line " + number;
            return new FailedFile("", place, place + " is no row: " + e.getMessage() + ".");
        }
    }

    /** The last one may lack its line feed. */
    private String nextLine() throws IOException {
        String line = ended ? null : lines.next();
        if (line == null && !ended) {
            ended = true;
            return lines.rest();
        }
        return line;
    }

    private TokenRow row(String line) throws IOException {
        Map<String, Object> values = RowJson.parse(line);
        Object tokens = values.remove("tokens");
        if (tokens instanceof List<?> lists) {
            return RowParser.row(values, RowParser.sequence(lists));
        }
        if (values.get("file") instanceof String name) {
            byte[] bytes = Files.readAllBytes(beside(name));
            return RowParser.row(values, name.endsWith(".sotto") ? SottoFile.read(bytes, priors) : NpyFile.read(bytes));
        }
        throw new BadInputException("it has no tokens");
    }

    /** Only below the index: it may come from anywhere. */
    private Path beside(String name) {
        try {
            Path folder = file.toAbsolutePath().normalize().getParent();
            Path named = folder.resolve(name).normalize();
            if (named.startsWith(folder) && Files.isRegularFile(named)) {
                return named;
            }
        } catch (InvalidPathException e) {
            throw new BadInputException("its file cannot be named so: " + e.getMessage(), e);
        }
        throw new BadInputException("there is no file " + name + " below its folder");
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
