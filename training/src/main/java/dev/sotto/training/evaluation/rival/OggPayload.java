package dev.sotto.training.evaluation.rival;

import dev.sotto.training.evaluation.program.ProgramFailedException;

/**
 * The bytes of audio in an Ogg file (RFC 3533): its packets without the pages around them, and without the first two,
 * which are headers in Opus as in Speex.
 */
final class OggPayload {

    private static final int HEADERS = 2;
    private static final int SEGMENT_COUNT_OFFSET = 26;
    private static final int SEGMENTS_OFFSET = 27;
    /** A segment so long is followed by more of the same packet. */
    private static final int CONTINUED = 255;

    private OggPayload() {}

    /** @throws ProgramFailedException for bytes that are no whole Ogg pages */
    static long bytes(byte[] file) {
        int headers = 0;
        long payload = 0;
        int page = 0;
        while (page < file.length) {
            requirePage(file, page);
            int count = file[page + SEGMENT_COUNT_OFFSET] & 0xff;
            int end = page + SEGMENTS_OFFSET + count;
            for (int i = 0; i < count && page + SEGMENTS_OFFSET + i < file.length; i++) {
                int length = file[page + SEGMENTS_OFFSET + i] & 0xff;
                end += length;
                if (headers == HEADERS) {
                    payload += length;
                } else if (length < CONTINUED) {
                    headers++;
                }
            }
            page = end;
        }
        if (page != file.length) {
            throw new ProgramFailedException("an Ogg file ends within a page");
        }
        return payload;
    }

    private static void requirePage(byte[] file, int at) {
        if (at + SEGMENTS_OFFSET > file.length
                || file[at] != 'O'
                || file[at + 1] != 'g'
                || file[at + 2] != 'g'
                || file[at + 3] != 'S') {
            throw new ProgramFailedException("an Ogg file has no page at byte " + at);
        }
    }
}
