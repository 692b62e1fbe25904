package dev.sotto.audio;

import java.io.IOException;
import java.util.Arrays;

/**
 * The head of a FLAC file. Of its blocks only the first, STREAMINFO, is needed to decode; jFLAC believes the counts in
 * the others (comments, pictures) and allocates what they claim, so it is not shown them.
 */
final class FlacHeader {

    private static final int MAGIC_LENGTH = 4;
    private static final int BLOCK_HEADER_LENGTH = 4;
    private static final int STREAMINFO_END = MAGIC_LENGTH + BLOCK_HEADER_LENGTH + 34;
    private static final int LAST_FLAG = 0x80;
    private static final int PADDING = 1;
    /** jFLAC's provider wants a block behind STREAMINFO: an empty one. */
    private static final byte[] NO_PADDING = {(byte) (LAST_FLAG | PADDING), 0, 0, 0};

    private FlacHeader() {}

    /** The same file with STREAMINFO and an empty block only. */
    static byte[] shorten(byte[] file) throws IOException {
        int end = MAGIC_LENGTH;
        boolean last = false;
        while (!last) {
            if (end + BLOCK_HEADER_LENGTH > file.length) {
                throw new IOException("its FLAC header is damaged or cut short");
            }
            last = (file[end] & LAST_FLAG) != 0;
            int length = (file[end + 1] & 0xff) << 16 | (file[end + 2] & 0xff) << 8 | (file[end + 3] & 0xff);
            end += BLOCK_HEADER_LENGTH + length;
        }
        if (end < STREAMINFO_END || end > file.length || (file[MAGIC_LENGTH] & ~LAST_FLAG) != 0) {
            throw new IOException("its FLAC header is damaged or cut short");
        }
        int start = STREAMINFO_END + NO_PADDING.length;
        byte[] shortened = Arrays.copyOf(file, start + file.length - end);
        shortened[MAGIC_LENGTH] = 0;
        System.arraycopy(NO_PADDING, 0, shortened, STREAMINFO_END, NO_PADDING.length);
        System.arraycopy(file, end, shortened, start, file.length - end);
        return shortened;
    }
}
