package dev.sotto.audio.compressed;

/**
 * The head of a frame of MPEG audio (ISO 11172-3, 2.4.1.3; 13818-3).
 *
 * <pre>
 *   u11 7ff, u2 version (3: 1, 2: 2, 0: 2.5), u2 layer (3: I, 2: II, 1: III), u1 no CRC,
 *   u4 bitrate, u2 rate, u1 one slot more, u1 private, u2 mode (3: one channel), u6 more
 * </pre>
 *
 * @param start its first byte in the file
 * @param length bytes, the head included
 * @param samples of a channel
 * @param kind what all frames of a file have in common
 */
record MpegFrame(int start, int length, int samples, int sampleRate, int channels, int kind) {

    static final int HEADER_LENGTH = 4;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] ONE_I = {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448};
    private static final int[] ONE_II = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] ONE_III = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] TWO_I = {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] TWO_II_III = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int ONE = 3;
    private static final int LAYER_I = 3;
    private static final int LAYER_III = 1;

    int end() {
        return start + length;
    }

    /** Null where none begins; frames without a bitrate ("free format") are none here. */
    static MpegFrame at(byte[] file, int start) {
        if (start < 0 || start + HEADER_LENGTH > file.length) {
            return null;
        }
        int second = file[start + 1];
        int third = file[start + 2];
        int version = second >> 3 & 3;
        int layer = second >> 1 & 3;
        int bitrate = third >> 4 & 0xf;
        int rate = third >> 2 & 3;
        boolean sync = file[start] == (byte) 0xff && (second & 0xe0) == 0xe0;
        if (!sync || version == 1 || layer == 0 || bitrate == 0 || bitrate == 15 || rate == 3) {
            return null;
        }
        int hertz = RATES[rate] >> (version == ONE ? 0 : version == 2 ? 1 : 2);
        int samples = layer == LAYER_I ? 384 : layer == LAYER_III && version != ONE ? 576 : 1152;
        int slot = layer == LAYER_I ? 4 : 1;
        int slots = samples / slot / 8 * 1000 * kilobits(version, layer)[bitrate] / hertz + (third >> 1 & 1);
        int channels = (file[start + 3] >> 6 & 3) == 3 ? 1 : 2;
        return new MpegFrame(start, slots * slot, samples, hertz, channels, second & 0x1e | rate << 8);
    }

    private static int[] kilobits(int version, int layer) {
        if (version != ONE) {
            return layer == LAYER_I ? TWO_I : TWO_II_III;
        }
        return layer == LAYER_I ? ONE_I : layer == LAYER_III ? ONE_III : ONE_II;
    }

    /** Layers I and II at half the rates and less, whose frames JLayer measures wrongly. */
    boolean isLowLayerTwo() {
        return (kind >> 3 & 3) != ONE && (kind >> 1 & 3) != LAYER_III;
    }

    /** Whether a frame of the same kind begins where this one ends. */
    boolean isFollowed(byte[] file) {
        MpegFrame next = at(file, end());
        return next != null && next.kind == kind;
    }
}
