package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The audio file that a row was made of, as it lies on the disk. */
final class SourceAudio {

    /** More than that belongs in no cell of a table, and Parquet has no more than twice as much. */
    private static final long MOST_BYTES = 1L << 30;

    private SourceAudio() {}

    /** @throws BadInputException if the file is gone, has changed since, or is too large */
    static byte[] bytes(TokenRow row) {
        Path path = Path.of(row.path());
        try {
            if (!Files.isRegularFile(path)) {
                throw new BadInputException(path + " is gone: put it back, or choose another --format");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new BadInputException(
                        path + " has more than " + MOST_BYTES + " bytes: choose another --format, or cut it up");
            }
            byte[] bytes = Files.readAllBytes(path);
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            if (!HexFormat.of().formatHex(sum).equals(row.sha256())) {
                throw new BadInputException(path + " has changed since it was tokenised: begin anew in another folder");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
