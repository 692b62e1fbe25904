package dev.sotto.packet;

/** Unsigned LEB128: 7 bits a byte, the lowest first; the top bit of a byte says that another follows. */
final class Leb128 {

    static final int DATA_BITS = 7;
    static final int DATA_MASK = 0x7f;
    static final int MORE_FLAG = 0x80;

    private Leb128() {}

    /** Bytes that {@code value} takes. */
    static int length(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (bits + DATA_BITS - 1) / DATA_BITS;
    }

    /** @return the offset after the last byte */
    static int write(long value, byte[] bytes, int offset) {
        int at = offset;
        long rest = value;
        while (rest > DATA_MASK) {
            bytes[at++] = (byte) (rest & DATA_MASK | MORE_FLAG);
            rest >>>= DATA_BITS;
        }
        bytes[at++] = (byte) rest;
        return at;
    }
}
