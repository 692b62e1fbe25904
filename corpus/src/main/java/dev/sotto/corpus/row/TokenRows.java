package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** All rows of a folder that {@code sotto tokenize} has written, or of one file of rows, in memory. */
public final class TokenRows {

    private static final Set<String> ENDINGS = Set.of("jsonl", "npy", "parquet");

    private TokenRows() {}

    /**
     * In the order of the file.
     *
     * @param priors gives the prior that entropy-coded tokens name by its fingerprint, or throws
     * @throws BadInputException if there are none, or one of them cannot be used
     */
    public static List<TokenRow> read(Path source, Function<Fingerprint, Prior> priors) throws IOException {
        List<TokenRow> rows = new ArrayList<>();
        try (RowReader reader = RowReader.open(source, priors)) {
            for (RowOrFailure outcome = reader.next(); outcome != null; outcome = reader.next()) {
                if (outcome instanceof FailedFile failed) {
                    throw new BadInputException(failed.reason());
                }
                rows.add((TokenRow) outcome);
            }
        }
        if (rows.isEmpty()) {
            throw new BadInputException(source + " holds no rows: name tokens that sotto tokenize has made");
        }
        return rows;
    }

    /** Whether a name is that of tokens and not of sound. */
    public static boolean isTokens(Path source) {
        if (Files.isDirectory(source)) {
            for (RowFormat format : RowFormat.values()) {
                if (Files.exists(source.resolve(format.file()))) {
                    return true;
                }
            }
            return false;
        }
        String name = source.getFileName() == null ? "" : source.getFileName().toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
