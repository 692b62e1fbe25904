package dev.sotto.prior;

/** Knows how often each token comes in speech, and nothing of the tokens before: order 0. The second yardstick. */
final class StaticPredictor implements TokenPredictor {

    private final int[][] table;

    /** @param table cumulative frequencies of each codebook */
    StaticPredictor(int[][] table) {
        this.table = table;
    }

    @Override
    public void reset() {
        // Has no state.
    }

    @Override
    public void predict(int codebook, int[] tokens, int offset, int[] cumulative) {
        System.arraycopy(table[codebook], 0, cumulative, 0, table[codebook].length);
    }

    @Override
    public void accept(int[] tokens, int offset, int numCodebooks) {
        // Has no state.
    }
}
