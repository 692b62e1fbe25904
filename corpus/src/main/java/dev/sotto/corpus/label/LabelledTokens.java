package dev.sotto.corpus.label;

import dev.sotto.token.TokenSequence;

/**
 * A recording's tokens and what they are of.
 *
 * @param labels by frame: the number of the label, or {@link #NONE}
 */
public record LabelledTokens(TokenSequence tokens, int[] labels) {

    /** Of a frame that nobody has labelled. */
    public static final int NONE = -1;

    boolean isLabelled() {
        for (int label : labels) {
            if (label != NONE) {
                return true;
            }
        }
        return false;
    }
}
