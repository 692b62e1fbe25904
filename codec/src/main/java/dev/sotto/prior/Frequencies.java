package dev.sotto.prior;

import dev.sotto.neural.MatrixKernel;

/**
 * Turns scores into cumulative frequencies, the one way that {@code PRIOR.md} tells. The weight of a token is a whole
 * number, {@code floor(2^20 * e^(score - greatest))}, so that sums of them are exact in any order; every token has one
 * frequency for itself, and the rest is dealt out by weight.
 */
final class Frequencies {

    private static final int TOTAL = 1 << TokenPredictor.TOTAL_BITS;
    private static final float WEIGHT_SCALE = 0x1p20f;
    private static final int SHIFT = 40;

    private final MatrixKernel kernel;
    private final int[] weights;

    /** @param size tokens of a codebook */
    Frequencies(MatrixKernel kernel, int size) {
        this.kernel = kernel;
        this.weights = new int[size];
    }

    /**
     * @param scores natural logarithms of what is proportional to the probabilities, from {@code offset} on
     * @param cumulative receives size + 1 entries
     */
    void of(float[] scores, int offset, int[] cumulative) {
        int size = weights.length;
        float greatest = scores[offset + kernel.greatest(scores, offset, size)];
        if (!(Math.abs(greatest) <= Float.MAX_VALUE)) {
            uniform(size, cumulative);
            return;
        }
        for (int i = 0; i < size; i++) {
            float power = (scores[offset + i] - greatest) * Exponential.LOG2_E;
            weights[i] = (int) (Exponential.exp2(power) * WEIGHT_SCALE);
        }
        long total = 0;
        for (int weight : weights) {
            total += weight;
        }
        // At most 2^36, and at least as much as keeps 2^30 of weight apart; times a sum of weights below 2^57.
        long share = ((long) (TOTAL - size) << SHIFT) / total;
        long sum = 0;
        for (int i = 0; i < size; i++) {
            cumulative[i] = i + (int) (sum * share >>> SHIFT);
            sum += weights[i];
        }
        cumulative[size] = TOTAL;
    }

    /** Every token as likely as the others, as nearly as whole numbers can. */
    static void uniform(int size, int[] cumulative) {
        for (int i = 0; i <= size; i++) {
            cumulative[i] = (int) ((long) i * TOTAL / size);
        }
    }
}
