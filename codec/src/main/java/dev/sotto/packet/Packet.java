package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/**
 * The tokens of consecutive frames of one stream, as they travel in one record.
 *
 * @param fingerprint 16 bits that tell whose tokens they are ({@code ModelFile.packetFingerprint})
 * @param firstFrame index of the first frame in its stream; no frame's index exceeds 2^32 - 1
 * @param bitsPerToken log2 of the codebook size
 * @param tokens at most 255 frames; none only in a packet that ends its stream
 * @param padding {@link #NOT_LAST}, or, in the last packet of a stream, how many of the samples that its frames decode
 *     to follow the end of the sound: 0 to 65535; the length of the sound is frames * hop - delay - padding
 */
public record Packet(int fingerprint, long firstFrame, int bitsPerToken, TokenSequence tokens, int padding) {

    /** The padding of a packet that other packets follow. */
    public static final int NOT_LAST = -1;

    public Packet {
        requireRange("fingerprint", fingerprint, 0, 0xffff);
        requireRange("firstFrame", firstFrame, 0, PacketFormat.MAX_FRAME_INDEX);
        requireRange("bitsPerToken", bitsPerToken, 1, PacketFormat.MAX_BITS);
        requireRange("numCodebooks", tokens.numCodebooks(), 1, PacketFormat.MAX_CODEBOOKS);
        requireRange("padding", padding, NOT_LAST, PacketFormat.MAX_PADDING);
        requireRange("frames of a packet", tokens.numFrames(), padding == NOT_LAST ? 1 : 0, PacketFormat.MAX_FRAMES);
        requireRange("nextFrame", firstFrame + tokens.numFrames(), 0, PacketFormat.MAX_FRAME_INDEX + 1);
        for (int token : tokens.tokens()) {
            requireRange("token", token, 0, (1L << bitsPerToken) - 1);
        }
    }

    private static void requireRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    public boolean endsStream() {
        return padding != NOT_LAST;
    }

    /** Index of the frame after the last. */
    public long nextFrame() {
        return firstFrame + tokens.numFrames();
    }
}
