package dev.sotto.packet;

/** Reads forwards through bytes and refuses, by name and offset, to read beyond their end. */
final class ByteReader {

    private final String subject;
    private final byte[] bytes;
    private final int end;
    private int position;

    /** @param subject what messages call the bytes: "the packet" */
    ByteReader(String subject, byte[] bytes, int from, int end) {
        this.subject = subject;
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    int u8(String what) {
        require(1, what);
        return bytes[position++] & 0xff;
    }

    int u16(String what) {
        return (int) number(2, what);
    }

    long u32(String what) {
        return number(4, what);
    }

    long u64(String what) {
        return number(8, what);
    }

    private long number(int length, String what) {
        require(length, what);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[position++] & 0xff;
        }
        return value;
    }

    /** An unsigned LEB128 number in its shortest form. */
    long leb128(String what, long max) {
        int start = position;
        long value = 0;
        for (int i = 0; i < Leb128.length(max); i++) {
            int next = u8(what);
            value |= (long) (next & Leb128.DATA_MASK) << i * Leb128.DATA_BITS;
            if (next == 0 && i > 0) {
                throw new MalformedPacketException(start, what + " is not in its shortest form");
            }
            if ((next & Leb128.MORE_FLAG) == 0 && value <= max) {
                return value;
            }
        }
        throw new MalformedPacketException(start, what + " exceeds " + max);
    }

    /** Passes over bytes that somebody else reads, and gives the offset of the first. */
    int skip(int length, String what) {
        require(length, what);
        position += length;
        return position - length;
    }

    private void require(int length, String what) {
        if (length > remaining()) {
            throw new MalformedPacketException(end, subject + " ends within " + what);
        }
    }

    void requireEnd() {
        if (remaining() > 0) {
            throw new MalformedPacketException(
                    position, subject + " goes on after its end by " + remaining() + " bytes");
        }
    }
}
