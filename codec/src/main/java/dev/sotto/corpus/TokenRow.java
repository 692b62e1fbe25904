package dev.sotto.corpus;

import dev.sotto.token.TokenSequence;
import java.util.Map;
import java.util.Set;

/**
 * The tokens of one recording and what belongs to them.
 *
 * @param path of the audio file, as it was named
 * @param sha256 of the audio file as it lies on the disk, in hexadecimal digits
 * @param samples of the sound at {@code sampleRate}; {@link #ALL} where nothing is known but the tokens
 * @param sampleRate Hz
 * @param frameRate frames a second
 * @param model fingerprint of the model, 16 hexadecimal digits; null where it is not known
 * @param columns what the manifest says besides; values may be null
 */
public record TokenRow(
        String id,
        String path,
        String sha256,
        long samples,
        int sampleRate,
        double frameRate,
        String model,
        Map<String, String> columns,
        TokenSequence tokens)
        implements Outcome {

    /** As many samples as the tokens carry. */
    static final long ALL = -1;

    private static final Set<String> OWN = Set.of(
            "id",
            "path",
            "sha256",
            "duration",
            "samples",
            "sampleRate",
            "frameRate",
            "codebooks",
            "frames",
            "model",
            "tokens",
            "file");

    double seconds() {
        return samples / (double) sampleRate;
    }

    /** What a column of a manifest is called in a row: as it is, but for the names that rows have themselves. */
    static String columnName(String name) {
        return OWN.contains(name) ? "manifest_" + name : name;
    }

    static boolean isOwn(String name) {
        return OWN.contains(name);
    }
}
