package dev.sotto.training.digits;

import java.util.Arrays;

/**
 * What became of digits that were sent through tokens and back.
 *
 * @param drawn pixels of the digits, picture after picture, 0 to 1
 * @param tokens {@link DigitExample#TOKENS} for each picture, row by row
 * @param decoded pixels of the pictures that came back
 */
public record DigitTrial(float[] drawn, long[] tokens, float[] decoded, int codebookSize) {

    public int count() {
        return drawn.length / Digits.PIXELS;
    }

    /** Mean square error of a pixel. */
    public double error() {
        return meanSquare(drawn, decoded);
    }

    static double meanSquare(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum / one.length;
    }

    /** The error of an even grey, the best picture that says nothing. */
    public double variance() {
        double sum = 0;
        for (float pixel : drawn) {
            sum += pixel;
        }
        float[] grey = new float[drawn.length];
        Arrays.fill(grey, (float) (sum / drawn.length));
        return meanSquare(drawn, grey);
    }

    /** How many codes come at least once. */
    public int usedCodes() {
        return (int) Arrays.stream(tokens).distinct().count();
    }

    /** How evenly the codes are used: 2 to the entropy of their frequencies, 1 to K. */
    public double perplexity() {
        long[] counts = new long[codebookSize];
        for (long token : tokens) {
            counts[(int) token]++;
        }
        double entropy = 0;
        for (long count : counts) {
            if (count > 0) {
                double share = count / (double) tokens.length;
                entropy -= share * Math.log(share);
            }
        }
        return Math.exp(entropy);
    }

    /** Bits of a picture where every token costs the same. */
    public double bits() {
        return DigitExample.TOKENS * Math.log(codebookSize) / Math.log(2);
    }
}
