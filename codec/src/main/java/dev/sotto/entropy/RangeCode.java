package dev.sotto.entropy;

/**
 * What writer and reader of a range code must do alike (G. N. N. Martin, "Range encoding: an algorithm for removing
 * redundancy from a digitised message", 1979).
 *
 * <p>The code is a number from 0 to 1, of which the bytes are the digits after the point. Each symbol narrows the
 * interval in which it lies, in proportion to the symbol's frequency; the last symbol of an alphabet has what division
 * leaves over. As soon as the interval is narrower than 2^24 of the 2^32 that are looked at, a byte more is.
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
