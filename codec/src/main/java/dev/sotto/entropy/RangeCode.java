package dev.sotto.entropy;

/**
 * What the writer and the reader of a range code must do alike (G. N. N. Martin, "Range encoding: an algorithm for
 * removing redundancy from a digitised message", 1979; the same idea as arithmetic coding).
 *
 * <p>The idea: a whole message is one number between 0 and 1. Both ends begin with the interval from 0 to 1. For each
 * symbol they cut the interval into pieces, one for each symbol that might come, each as wide as that symbol is likely,
 * and go on with the piece of the symbol that did come. Say that a is three times as likely as b: then a takes [0,
 * 0.75) and b [0.75, 1). After "a" the interval is [0, 0.75); "b" after it takes the upper quarter of that, [0.5625,
 * 0.75). Any number in the last interval stands for the message, and the writer sends the one with the fewest digits:
 * 0.6 says "ab". The reader cuts in the same way and sees in which piece the number lies. A likely symbol hardly
 * narrows the interval, and so costs hardly any digits: {@code -log2(probability)} bits, which no code can be below on
 * average.
 *
 * <p>The digits here are bytes, and numbers have 32 bits: once the interval is narrower than 2^24 of 2^32, its first
 * byte is settled and is sent, and both ends multiply what is left by 2^8. Widths are whole numbers; what division by
 * the sum of the frequencies leaves over goes to the last symbol. Both ends must have the same frequencies to the bit.
 */
final class RangeCode {

    /** Where the interval's 32 bits end; its width at the start. */
    static final long WHOLE = 1L << 32;

    static final long MASK = WHOLE - 1;

    /** The interval is never narrower: a unit of frequency has 2^8 of it at least. */
    static final long NARROWEST = 1L << 24;

    private static final long BELOW_TOP_BYTE = NARROWEST - 1;

    private RangeCode() {}

    /**
     * Of the numbers in the interval the one that takes the fewest bytes, zeros at the end left out; of two that take
     * as many the smaller. An interval of 2^24 or more holds one with one byte left.
     *
     * @return from {@code low} on and less than {@code low + range}; perhaps {@link #WHOLE}
     */
    static long shortest(long low, long range) {
        if (low == 0) {
            return 0;
        }
        return low + range > WHOLE ? WHOLE : low + BELOW_TOP_BYTE & ~BELOW_TOP_BYTE;
    }
}
