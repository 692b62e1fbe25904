package dev.sotto.spark;

import java.util.List;
import java.util.Optional;

/**
 * How tokens are made, and speech of them.
 *
 * @param model bytes of a model file; empty for the model inside the jar
 * @param codebooks that are used; 0 for 6, or as many as there are, and on the way back for all that a row has
 * @param acceptTruncated whether files that are cut short or damaged are rows of what comes before, which a column
 *     {@code truncated} tells
 * @param roots folders, as Spark names them ({@code file:/data}), below which paths become ids; none: what all paths
 *     have in common
 */
public record TokenSettings(Optional<byte[]> model, int codebooks, boolean acceptTruncated, List<String> roots) {

    private static final int USUAL = 6;

    /** As {@code sotto tokenize} without options. */
    public static final TokenSettings DEFAULT = new TokenSettings(Optional.empty(), 0, false, List.of());

    int codebooks(int ofModel) {
        if (codebooks < 0 || codebooks > ofModel) {
            throw new IllegalArgumentException("codebooks must be 1 to " + ofModel + ", is " + codebooks);
        }
        return codebooks == 0 ? Math.min(USUAL, ofModel) : codebooks;
    }
}
