package dev.sotto.audio.compressed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The packets of the first stream in an Ogg file (RFC 3533).
 *
 * <pre>
 *    0 "OggS" u8 0, u8 flags (1 goes on with a packet, 2 first page, 4 last page)
 *    6 i64 samples up to the end of this page, u32 stream, u32 number of the page, u32 CRC, u8 segments
 *   27 a length of 0 to 255 for each segment, then the segments; one of less than 255 bytes ends a packet
 * </pre>
 */
final class OggPackets {

    private static final int HEADER_LENGTH = 27;
    private static final int LAST_PAGE = 4;
    private static final int CRC_OFFSET = 22;
    private static final int MAX_PACKET = 1 << 20;
    private static final int[] CRC = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum << 1 ^ (sum < 0 ? 0x04c1_1db7 : 0);
            }
            CRC[i] = sum;
        }
    }

    private final InputStream in;
    private byte[] lengths = {};
    private byte[] body = {};
    private int segment;
    private int at;
    private long granule;
    private boolean last;
    private Integer stream;
    private String shortfall;

    OggPackets(InputStream in) {
        this.in = in;
    }

    boolean isLastPage() {
        return last;
    }

    /** Samples of 48 kHz up to the end of the page that the last packet ended in. */
    long granule() {
        return granule;
    }

    /** What is wrong with the end; null if the last page came. */
    String shortfall() {
        return shortfall;
    }

    /** Null at the end, or where damage ends the stream. */
    byte[] next() throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        while (packet.size() < MAX_PACKET) {
            if (segment == lengths.length) {
                if (last && shortfall == null && in.read() >= 0) {
                    shortfall = "another stream follows its first";
                }
                if (last || shortfall != null || !page()) {
                    return null;
                }
                continue;
            }
            int length = lengths[segment++] & 0xff;
            packet.write(body, at, length);
            at += length;
            if (length < 255) {
                return packet.toByteArray();
            }
        }
        shortfall = "a packet of more than 1 MiB is damaged";
        return null;
    }

    /** Reads the next page of the stream. */
    private boolean page() throws IOException {
        byte[] header = in.readNBytes(HEADER_LENGTH);
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (header.length < HEADER_LENGTH || fields.getInt(0) != 0x5367_674f) {
            shortfall =
                    header.length < HEADER_LENGTH ? "it ends before its last page" : "it is damaged between two pages";
            return false;
        }
        byte[] sizes = in.readNBytes(header[26] & 0xff);
        int length = 0;
        for (byte size : sizes) {
            length += size & 0xff;
        }
        byte[] content = in.readNBytes(length);
        if (sizes.length < (header[26] & 0xff) || content.length < length) {
            shortfall = "it ends inside a page";
            return false;
        }
        int expected = fields.getInt(CRC_OFFSET);
        fields.putInt(CRC_OFFSET, 0);
        if (sum(sum(sum(0, header), sizes), content) != expected) {
            shortfall = "a page's checksum is wrong";
            return false;
        }
        if (stream == null) {
            stream = fields.getInt(14);
        }
        if (fields.getInt(14) != stream) {
            return true;
        }
        lengths = sizes;
        body = content;
        segment = 0;
        at = 0;
        last = (header[5] & LAST_PAGE) != 0;
        // -1: no packet ends here.
        granule = fields.getLong(6) < 0 ? granule : fields.getLong(6);
        return true;
    }

    private static int sum(int start, byte[] bytes) {
        int sum = start;
        for (byte b : bytes) {
            sum = sum << 8 ^ CRC[sum >>> 24 ^ b & 0xff];
        }
        return sum;
    }
}
