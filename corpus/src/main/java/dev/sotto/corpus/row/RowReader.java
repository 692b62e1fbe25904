package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** Reads rows of any format in their order. */
public interface RowReader extends Closeable {

    /** The next one; why it cannot be used; or null at the end. */
    RowOrFailure next() throws IOException;

    /**
     * @param source a folder that a run has written, or one file of rows or of one row
     * @param priors gives the prior of a fingerprint, or throws
     * @throws BadInputException if there are no rows
     */
    static RowReader open(Path source, Function<Fingerprint, Prior> priors) throws IOException {
        if (Files.isDirectory(source)) {
            return open(rowsIn(source), priors);
        }
        if (!Files.exists(source)) {
            throw new BadInputException("There is no file or folder " + source + ": check the name");
        }
        String name = source.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "jsonl" -> new JsonlReader(source, priors);
            case "npy" -> new NpyReader(source);
            case "parquet" -> new ParquetRowReader(source);
            default ->
                throw new BadInputException(
                        source + " is no file of tokens by its name: name one that ends in .jsonl, .npy or .parquet");
        };
    }

    private static Path rowsIn(Path folder) {
        for (RowFormat format : RowFormat.values()) {
            Path rows = folder.resolve(format.file());
            if (Files.exists(rows)) {
                return rows;
            }
        }
        if (Files.exists(folder.resolve(RowFormat.UNFINISHED))) {
            throw new BadInputException("The run in " + folder
                    + " has not ended: give the same sotto tokenize again, which goes on with it");
        }
        throw new BadInputException(
                folder + " holds no tokens (tokens.jsonl, index.jsonl or tokens.parquet): name a folder that does");
    }
}
