package dev.sotto.audio.compressed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What encoders note in a first frame without sound.
 *
 * <pre>
 *   in the frame, behind the head and its side information:
 *   "Xing" or "Info" u32 what follows: 1 u32 frames, 2 u32 bytes, 4 100 bytes, 8 u32 quality
 *   9 bytes of the encoder's name ... at byte 21 of that: u12 samples put before the sound, u12 behind it
 * </pre>
 *
 * @param frames that follow; 0 where nobody knows
 * @param before samples to leave out at the start
 * @param behind samples to leave out at the end
 */
record LameTag(long frames, int before, int behind) {

    /** What the decoder itself lags behind. */
    private static final int DECODER_DELAY = 529;

    private static final int DELAYS_OFFSET = 21;

    /** Null where the frame holds sound. */
    static LameTag of(byte[] file, MpegFrame frame) {
        boolean one = frame.samples() == 1152;
        int side = one ? frame.channels() == 1 ? 17 : 32 : frame.channels() == 1 ? 9 : 17;
        int start = frame.start() + MpegFrame.HEADER_LENGTH + side;
        if (start + 8 > Math.min(file.length, frame.end())) {
            return null;
        }
        String name = new String(file, start, 4, StandardCharsets.ISO_8859_1);
        if (!name.equals("Xing") && !name.equals("Info")) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(file, 0, Math.min(file.length, frame.end()));
        int flags = bytes.getInt(start + 4);
        int at = start + 8;
        long frames = (flags & 1) != 0 && at + 4 <= bytes.limit() ? bytes.getInt(at) & 0xffff_ffffL : 0;
        at += 4 * (flags & 1) + 2 * (flags & 2) + 25 * (flags & 4) + (flags & 8) / 2;
        if (at + DELAYS_OFFSET + 3 > bytes.limit()) {
            return new LameTag(frames, 0, 0);
        }
        int delays = bytes.getInt(at + DELAYS_OFFSET - 1) & 0xff_ffff;
        int before = delays >> 12;
        int behind = delays & 0xfff;
        boolean known = delays != 0 && bytes.get(at) >= 'A';
        return known ? new LameTag(frames, before + DECODER_DELAY, behind - DECODER_DELAY) : new LameTag(frames, 0, 0);
    }
}
