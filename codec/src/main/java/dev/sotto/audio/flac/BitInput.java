package dev.sotto.audio.flac;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bits of a stream, most significant first. All from {@link #mark} on is kept, so that a frame can be summed up, or
 * read again from its second byte where it was none.
 */
final class BitInput {

    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Of a frame: the longest that is one, of 8 channels of 65,536 samples of 33 bits, takes 2 MiB. */
    private static final int MAX_KEPT = 1 << 23;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int limit;
    /** The next byte that goes into the cache. */
    private int next;
    /** Bits from the top on; those behind the first {@link #cached} are those of the next bytes, or 0. */
    private long cache;

    private int cached;
    private int kept;
    private long before;

    BitInput(InputStream in) {
        this.in = in;
    }

    /** Keeps all from here on, where a byte begins. */
    void mark() {
        kept = at();
    }

    /** Goes back to so many bytes behind the mark. */
    void reset(int offset) {
        next = kept + offset;
        cache = 0;
        cached = 0;
    }

    /** Index of the next byte, where one begins. */
    private int at() {
        return next - cached / Byte.SIZE;
    }

    /** Bytes from the mark to here, where a byte begins. */
    int sinceMark() {
        return at() - kept;
    }

    /** Bytes of the stream before the mark. */
    long position() {
        return before + kept;
    }

    int crc8SinceMark() {
        return Crc.of8(buffer, kept, at());
    }

    int crc16SinceMark() {
        return Crc.of16(buffer, kept, at());
    }

    void align() {
        int rest = cached % Byte.SIZE;
        cache <<= rest;
        cached -= rest;
    }

    /** The next four bytes without taking them, where a byte begins; fewer at the end, with -1 in their place. */
    int peek(int index) throws IOException {
        while (at() + index >= limit) {
            if (!more()) {
                return -1;
            }
        }
        return buffer[at() + index] & 0xff;
    }

    /** Leaves bytes out, where a byte begins, and marks where they end. */
    void skip(long count) throws IOException {
        int inBuffer = (int) Math.min(count, limit - at());
        next = at() + inBuffer;
        cache = 0;
        cached = 0;
        kept = next;
        for (long left = count - inBuffer; left > 0; ) {
            long skipped = in.skip(left);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    return;
                }
                skipped = 1;
            }
            before += skipped;
            left -= skipped;
        }
    }

    /** 0 to 32 bits without a sign. */
    long bits(int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        need(count);
        long value = cache >>> Long.SIZE - count;
        cache <<= count;
        cached -= count;
        return value;
    }

    /** 1 to 33 bits with a sign. */
    long signed(int count) throws IOException {
        need(count);
        long value = cache >> Long.SIZE - count;
        cache <<= count;
        cached -= count;
        return value;
    }

    /** The number of zeros before the next one. */
    int zeros() throws IOException {
        long zeros = 0;
        for (need(1); ; need(1)) {
            int leading = Long.numberOfLeadingZeros(cache);
            if (leading < cached) {
                cache <<= leading + 1;
                cached -= leading + 1;
                return (int) (zeros + leading);
            }
            zeros += cached;
            cache <<= cached;
            cached = 0;
        }
    }

    /** Fills {@code target} with numbers in Rice's code (RFC 9639, 9.2.7.2). */
    void rice(int parameter, int[] target, int from, int to) throws IOException {
        // A number and what it needs at most of the cache, where its unary part is short, without looking for more.
        for (int i = from; i < to; i++) {
            if (cached < 48) {
                fill();
            }
            int leading = Long.numberOfLeadingZeros(cache);
            int used = leading + 1 + parameter;
            int folded;
            if (used <= cached) {
                // In two steps, as a shift by 64 is none.
                long rest = cache << leading << 1;
                folded = leading << parameter | (int) (rest >>> 1 >>> Long.SIZE - 1 - parameter);
                cache = rest << parameter;
                cached -= used;
            } else {
                folded = longRice(parameter);
            }
            target[i] = folded >>> 1 ^ -(folded & 1);
        }
    }

    private int longRice(int parameter) throws IOException {
        int zeros = zeros();
        if (zeros > 0xffff_ffffL >>> parameter) {
            throw new IOException("a residual is out of range");
        }
        return zeros << parameter | (int) bits(parameter);
    }

    private void need(int count) throws IOException {
        if (cached < count) {
            fill();
            if (cached < count) {
                throw new EOFException("the file ends inside a frame");
            }
        }
    }

    /** Fills the cache to more than 56 bits, or as far as there are bytes. */
    private void fill() throws IOException {
        if (next + Long.BYTES > limit) {
            fillSlowly();
            return;
        }
        cache |= (long) BIG_LONG.get(buffer, next) >>> cached;
        int bytes = Long.SIZE - 1 - cached >> 3;
        next += bytes;
        cached += bytes * Byte.SIZE;
    }

    private void fillSlowly() throws IOException {
        while (limit - next < Long.BYTES && more()) {
            // Until there is enough.
        }
        while (cached <= Long.SIZE - 1 - Byte.SIZE && next < limit) {
            int shift = Long.SIZE - Byte.SIZE - cached;
            // What was there already are the same bits.
            cache |= (buffer[next++] & 0xffL) << shift;
            cached += Byte.SIZE;
        }
    }

    /** Gets bytes behind those in the buffer; false at the end. */
    private boolean more() throws IOException {
        if (limit == buffer.length) {
            if (kept > 0) {
                System.arraycopy(buffer, kept, buffer, 0, limit - kept);
                before += kept;
                limit -= kept;
                next -= kept;
                kept = 0;
            } else if (buffer.length < MAX_KEPT) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            } else {
                throw new IOException("a frame is longer than any can be");
            }
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, count);
        return count >= 0;
    }
}
