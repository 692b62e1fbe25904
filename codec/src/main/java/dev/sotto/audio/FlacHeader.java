package dev.sotto.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * The head of a FLAC file. Of its blocks only the first, STREAMINFO, is needed to decode; jFLAC believes the counts in
 * the others (comments, pictures) and allocates what they claim, so it is not shown them.
 */
final class FlacHeader {

    private static final int MAGIC_LENGTH = 4;
    private static final int BLOCK_HEADER_LENGTH = 4;
    private static final int STREAMINFO_LENGTH = 34;
    private static final int LAST_FLAG = 0x80;
    private static final int TYPE_MASK = 0x7f;
    private static final int STREAMINFO = 0;

    private FlacHeader() {}

    /** The same file with STREAMINFO as its only block. */
    static InputStream shorten(InputStream in) throws IOException {
        byte[] head = in.readNBytes(MAGIC_LENGTH + BLOCK_HEADER_LENGTH + STREAMINFO_LENGTH);
        if (head.length < MAGIC_LENGTH + BLOCK_HEADER_LENGTH + STREAMINFO_LENGTH
                || (head[MAGIC_LENGTH] & TYPE_MASK) != STREAMINFO
                || length(head, MAGIC_LENGTH) != STREAMINFO_LENGTH) {
            throw new IOException("its FLAC header is damaged or cut short");
        }
        boolean last = (head[MAGIC_LENGTH] & LAST_FLAG) != 0;
        head[MAGIC_LENGTH] = (byte) (LAST_FLAG | STREAMINFO);
        while (!last) {
            byte[] block = in.readNBytes(BLOCK_HEADER_LENGTH);
            if (block.length < BLOCK_HEADER_LENGTH) {
                throw new IOException("its FLAC header is cut short");
            }
            last = (block[0] & LAST_FLAG) != 0;
            in.skipNBytes(length(block, 0));
        }
        return new BufferedInputStream(new SequenceInputStream(new ByteArrayInputStream(head), in));
    }

    /** The 24 bits after a block's type. */
    private static int length(byte[] block, int offset) {
        return (block[offset + 1] & 0xff) << 16 | (block[offset + 2] & 0xff) << 8 | (block[offset + 3] & 0xff);
    }
}
