package dev.sotto.entropy;

import java.util.Arrays;

/**
 * Writes symbols as a range code. The frequencies of a symbol's alphabet sum to 2^16, and none is zero: a symbol of
 * frequency f takes 16 - log2(f) bits, the whole code at most a byte more than its symbols. For given symbols and
 * frequencies there is exactly one code.
 */
public final class RangeWriter {

    /** The frequencies of all symbols sum to 2 to the power of this. */
    public static final int TOTAL_BITS = 16;

    static final int TOTAL = 1 << TOTAL_BITS;

    private byte[] bytes = new byte[64];
    private int length;
    private long low;
    private long range = RangeCode.WHOLE;

    /**
     * The next symbol.
     *
     * @param cumulative the frequencies of all smaller symbols, for each symbol, then 2^16; strictly rising from 0
     * @param size of the alphabet
     */
    public void write(int symbol, int[] cumulative, int size) {
        long unit = range >>> TOTAL_BITS;
        long below = unit * cumulative[symbol];
        low += below;
        range = symbol == size - 1 ? range - below : unit * (cumulative[symbol + 1] - cumulative[symbol]);
        if (low >= RangeCode.WHOLE) {
            carry();
        }
        while (range < RangeCode.NARROWEST) {
            append((byte) (low >>> 24));
            low = low << 8 & RangeCode.MASK;
            range <<= 8;
        }
    }

    /** Adds one to the number that has been written; there is always a byte below 255, as it is less than 1. */
    private void carry() {
        low &= RangeCode.MASK;
        int at = length - 1;
        while (bytes[at] == (byte) 0xff) {
            bytes[at--] = 0;
        }
        bytes[at]++;
    }

    private void append(byte next) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = next;
    }

    /** The code of all symbols so far; the next one begins another code. */
    public byte[] end() {
        low = RangeCode.shortest(low, range);
        if (low == RangeCode.WHOLE) {
            carry();
        }
        append((byte) (low >>> 24));
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        byte[] code = Arrays.copyOf(bytes, length);
        length = 0;
        low = 0;
        range = RangeCode.WHOLE;
        return code;
    }
}
