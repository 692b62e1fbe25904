package dev.sotto.prior;

/** Says what the next token is likely to be: a state of one stream. Not thread-safe. */
public interface TokenPredictor {

    /** Cumulative frequencies go from 0 to {@code 1 << TOTAL_BITS}; every token has at least 1 of them. */
    int TOTAL_BITS = 16;

    /** Forgets all frames: the next is the first. */
    void reset();

    /**
     * The frequencies of one token, the codebooks in any order.
     *
     * @param tokens this frame's tokens from {@code offset} on, of which those of the codebooks before are known
     * @param cumulative receives size + 1 entries, from 0 to {@code 1 << TOTAL_BITS}, strictly rising: token {@code i}
     *     has those from entry {@code i} up to, and without, entry {@code i + 1}
     */
    void predict(int codebook, int[] tokens, int offset, int[] cumulative);

    /** The frame is known: goes on to the next. */
    void accept(int[] tokens, int offset, int numCodebooks);
}
