package dev.sotto.entropy;

/**
 * Reads what {@link RangeWriter} wrote. Any bytes whatever are symbols of some kind; {@link #endsAsWritten} tells
 * whether they are a code of those symbols.
 */
public final class RangeReader {

    private final byte[] bytes;
    private final int from;
    private final int end;
    private int position;
    private long low;
    private long range = RangeCode.WHOLE;

    /** How far the code lies above {@link #low}; less than {@link #range}. */
    private long above;

    /** Reads {@code bytes} from {@code from} up to and without {@code end}. */
    public RangeReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.from = from;
        this.end = end;
        this.position = from;
        for (int i = 0; i < Integer.BYTES; i++) {
            above = above << 8 | next();
        }
    }

    /** The zeros at the end of a code were not written. */
    private int next() {
        return position < end ? bytes[position++] & 0xff : 0;
    }

    /** The next symbol; see {@link RangeWriter#write}. */
    public int read(int[] cumulative, int size) {
        long unit = range >>> RangeWriter.TOTAL_BITS;
        int target = (int) Math.min(above / unit, RangeWriter.TOTAL - 1);
        int symbol = symbolAt(target, cumulative, size);
        long below = unit * cumulative[symbol];
        above -= below;
        low = low + below & RangeCode.MASK;
        range = symbol == size - 1 ? range - below : unit * (cumulative[symbol + 1] - cumulative[symbol]);
        while (range < RangeCode.NARROWEST) {
            above = above << 8 | next();
            low = low << 8 & RangeCode.MASK;
            range <<= 8;
        }
        return symbol;
    }

    /** The last symbol with no more than {@code target} before it. */
    private static int symbolAt(int target, int[] cumulative, int size) {
        int symbol = 0;
        int beyond = size;
        while (beyond - symbol > 1) {
            int middle = symbol + beyond >>> 1;
            if (cumulative[middle] <= target) {
                symbol = middle;
            } else {
                beyond = middle;
            }
        }
        return symbol;
    }

    /** Index of the first byte that no symbol has needed so far. */
    public int position() {
        return position;
    }

    /** Whether the code is to the byte what {@link RangeWriter} makes of the symbols that were read. */
    public boolean endsAsWritten() {
        boolean zeroAtTheEnd = end > from && bytes[end - 1] == 0;
        return position == end && !zeroAtTheEnd && above == RangeCode.shortest(low, range) - low;
    }
}
