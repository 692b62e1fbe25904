package dev.sotto.prior;

/** Knows nothing: every token is as likely as the others. The yardstick that plain packing is. */
record UniformPredictor(int size) implements TokenPredictor {

    UniformPredictor {
        if (size < 1 || size > 1 << (TOTAL_BITS - 1)) {
            throw new IllegalArgumentException("size must be 1 to " + (1 << (TOTAL_BITS - 1)) + ", is " + size);
        }
    }

    @Override
    public void reset() {
        // Has no state.
    }

    @Override
    public void predict(int codebook, int[] tokens, int offset, int[] cumulative) {
        Frequencies.uniform(size, cumulative);
    }

    @Override
    public void accept(int[] tokens, int offset, int numCodebooks) {
        // Has no state.
    }
}
