package dev.sotto.audio.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Numbers and names in the head of a file, in either order of bytes. */
final class ByteInput {

    private final InputStream in;
    private final boolean bigEndian;

    ByteInput(InputStream in, boolean bigEndian) {
        this.in = in;
        this.bigEndian = bigEndian;
    }

    InputStream stream() {
        return in;
    }

    ByteInput as(boolean big) {
        return new ByteInput(in, big);
    }

    /** @throws EOFException if fewer are left */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("its header ends too soon");
        }
        return bytes;
    }

    /** Unsigned, of 1 to 8 bytes. */
    long unsigned(int width) throws IOException {
        byte[] bytes = bytes(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[bigEndian ? i : width - 1 - i] & 0xff;
        }
        return value;
    }

    int u8() throws IOException {
        return (int) unsigned(1);
    }

    int u16() throws IOException {
        return (int) unsigned(2);
    }

    long u32() throws IOException {
        return unsigned(4);
    }

    /** Four letters. */
    String name() throws IOException {
        return new String(bytes(4), StandardCharsets.ISO_8859_1);
    }

    /** Null at the end of the file, where a chunk might begin. */
    String nameOrEnd() throws IOException {
        byte[] bytes = in.readNBytes(4);
        return bytes.length < 4 ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Leaves bytes out; what is not there is no fault here, as no sound follows it. */
    void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    return;
                }
                skipped = 1;
            }
            left -= skipped;
        }
    }
}
