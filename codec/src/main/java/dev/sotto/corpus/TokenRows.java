package dev.sotto.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All rows of a folder that {@link Tokenizer} has written, or of one file of rows, in memory. */
public final class TokenRows {

    private static final Set<String> ENDINGS = Set.of("jsonl", "npy", "parquet");

    private TokenRows() {}

    /** @throws CorpusException if there are none, or one of them cannot be used */
    public static List<TokenRow> read(Path source) throws IOException {
        List<TokenRow> rows = new ArrayList<>();
        try (RowReader reader = RowReader.open(source)) {
            for (Outcome outcome = reader.next(); outcome != null; outcome = reader.next()) {
                if (outcome instanceof FailedFile failed) {
                    throw new CorpusException(failed.reason());
                }
                rows.add((TokenRow) outcome);
            }
        }
        if (rows.isEmpty()) {
            throw new CorpusException(source + " holds no rows: name tokens that sotto tokenize has made");
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
