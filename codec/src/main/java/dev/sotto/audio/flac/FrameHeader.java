package dev.sotto.audio.flac;

import java.io.IOException;

/**
 * The head of a frame (RFC 9639, 9.1).
 *
 * <pre>
 *   u15 7ffc, u1 blocks vary, u4 block, u4 rate, u4 channels, u3 bits, u1 0
 *   the number of the frame or sample, as in UTF-8; 1 or 2 bytes of block - 1 and of rate where their codes say so
 *   u8 CRC of all that
 * </pre>
 *
 * @param block samples of a channel
 * @param assignment 0 to 7: so many channels and one; 8 left and side, 9 side and right, 10 mid and side
 */
record FrameHeader(int block, int sampleRate, int assignment, int bits) {

    static final int LEFT_SIDE = 8;
    static final int SIDE_RIGHT = 9;
    static final int MID_SIDE = 10;

    private static final int SYNC = 0x7ffc;
    private static final int[] RATES = {
        0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
    };
    private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

    int channels() {
        return assignment < LEFT_SIDE ? assignment + 1 : 2;
    }

    /** Whether the two bytes begin a frame, as far as two can tell. */
    static boolean isSync(int first, int second) {
        return first == 0xff && (second & 0xfe) == 0xf8;
    }

    /** Reads from the mark on; null where no frame begins. */
    static FrameHeader read(BitInput in, StreamInfo info) throws IOException {
        if (in.bits(15) != SYNC) {
            return null;
        }
        in.bits(1);
        int blockCode = (int) in.bits(4);
        int rateCode = (int) in.bits(4);
        int assignment = (int) in.bits(4);
        int bits = BITS[(int) in.bits(3)];
        boolean valid = in.bits(1) == 0 & skipNumber(in) & assignment <= MID_SIDE & bits >= 0 & blockCode > 0;
        if (!valid) {
            return null;
        }
        int block = block(in, blockCode);
        int rate = rate(in, rateCode, info);
        int sum = in.crc8SinceMark();
        if (in.bits(8) != sum || rate <= 0) {
            return null;
        }
        int depth = bits == 0 ? info.bits() : bits;
        return depth < 4 ? null : new FrameHeader(block, rate, assignment, depth);
    }

    private static int block(BitInput in, int code) throws IOException {
        return switch (code) {
            case 1 -> 192;
            case 2, 3, 4, 5 -> 144 << code;
            case 6 -> (int) in.bits(8) + 1;
            case 7 -> (int) in.bits(16) + 1;
            default -> 1 << code;
        };
    }

    /** Negative for none. */
    private static int rate(BitInput in, int code, StreamInfo info) throws IOException {
        return switch (code) {
            case 0 -> info.sampleRate();
            case 12 -> (int) in.bits(8) * 1000;
            case 13 -> (int) in.bits(16);
            case 14 -> (int) in.bits(16) * 10;
            case 15 -> -1;
            default -> RATES[code];
        };
    }

    /** Up to 36 bits; whether it is well formed. */
    private static boolean skipNumber(BitInput in) throws IOException {
        int first = (int) in.bits(8);
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        if (ones == 1 || ones == 8) {
            return false;
        }
        boolean valid = true;
        for (int i = 1; i < ones; i++) {
            valid &= in.bits(8) >> 6 == 2;
        }
        return valid;
    }
}
