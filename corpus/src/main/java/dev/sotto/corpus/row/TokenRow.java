package dev.sotto.corpus.row;

import dev.sotto.BadInputException;
import dev.sotto.model.ModelFile;
import dev.sotto.token.TokenSequence;
import java.util.LinkedHashMap;
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
        implements RowOrFailure {

    /** As many samples as the tokens carry. */
    public static final long ALL = -1;

    private static final Set<String> OWN = Set.of(
            "id",
            "path",
            "audio",
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

    public double seconds() {
        return samples / (double) sampleRate;
    }

    /** What a column of a manifest is called in a row: as it is, but for the names that rows have themselves. */
    public static String columnName(String name) {
        return OWN.contains(name) ? "manifest_" + name : name;
    }

    /** A recording's, as they are called in its row. */
    public static Map<String, String> columns(Map<String, String> ofRecording) {
        Map<String, String> columns = new LinkedHashMap<>();
        ofRecording.forEach((name, value) -> columns.put(columnName(name), value));
        return columns;
    }

    /**
     * A row that does not name its model is taken at its word.
     *
     * @param modelName what messages call the model
     * @throws BadInputException for tokens of another model
     */
    public void requireMadeBy(ModelFile ours, String modelName) {
        String fingerprint = ours.fingerprint().toString();
        if (model != null && !model.equals(fingerprint)) {
            throw new BadInputException("The tokens of " + id + " were made with another model (" + model + ") than "
                    + modelName + " (" + fingerprint + "): name the right one with --model");
        }
    }

    /** @throws BadInputException for numbers that are no tokens of such a codebook */
    public void requireTokensBelow(int codebookSize) {
        for (int token : tokens.tokens()) {
            if (token < 0 || token >= codebookSize) {
                throw new BadInputException("The row " + id + " has the token " + token
                        + ", which the model does not have: its codebooks have " + codebookSize);
            }
        }
    }

    static boolean isOwn(String name) {
        return OWN.contains(name);
    }
}
