package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/** See {@link PacketFormat}. */
public final class PacketReader {

    private PacketReader() {}

    /** @throws MalformedPacketException for bytes that {@link PacketWriter} would not have written */
    public static Packet read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** A packet that is part of something longer; the offsets in messages are those of the whole. */
    static Packet read(byte[] bytes, int from, int to) {
        ByteReader in = new ByteReader("the packet", bytes, from, to);
        readVersion(in);
        boolean ends = readFlags(in);
        int shape = in.u8("its codebook count");
        int numCodebooks = (shape >>> 4) + 1;
        int bitsPerToken = (shape & 0xf) + 1;
        int numFrames = in.u8("its frame count");
        if (numFrames == 0 && !ends) {
            throw new MalformedPacketException(in.position() - 1, "no frames in a packet that does not end its stream");
        }
        int fingerprint = in.u16("its model fingerprint");
        long firstFrame = readFirstFrame(in, numFrames);
        int padding = ends ? in.u16("its padding") : Packet.NOT_LAST;
        int[] tokens = readTokens(in, bytes, numFrames * numCodebooks, bitsPerToken);
        in.requireEnd();
        return new Packet(fingerprint, firstFrame, bitsPerToken, new TokenSequence(numCodebooks, tokens), padding);
    }

    private static void readVersion(ByteReader in) {
        int first = in.u8("its first byte");
        if (first >>> 4 != PacketFormat.MAGIC) {
            throw new MalformedPacketException(
                    in.position() - 1, String.format("begins with 0x%02x, so it is no packet of tokens", first));
        }
        int version = first & 0xf;
        if (version != PacketFormat.VERSION) {
            throw new MalformedPacketException(
                    in.position() - 1,
                    "packet version " + version + " is not known here, only version " + PacketFormat.VERSION);
        }
    }

    private static boolean readFlags(ByteReader in) {
        int flags = in.u8("its flags");
        if ((flags & PacketFormat.RESERVED_FLAGS) != 0) {
            throw new MalformedPacketException(
                    in.position() - 1, String.format("reserved flags are set: 0x%02x", flags));
        }
        return (flags & PacketFormat.END_FLAG) != 0;
    }

    private static long readFirstFrame(ByteReader in, int numFrames) {
        int at = in.position();
        long firstFrame = in.leb128("its first frame index", PacketFormat.MAX_FRAME_INDEX);
        if (firstFrame + numFrames > PacketFormat.MAX_FRAME_INDEX + 1) {
            throw new MalformedPacketException(
                    at, numFrames + " frames from frame " + firstFrame + " on go beyond the last possible frame");
        }
        return firstFrame;
    }

    /** The length is checked before the tokens are given room. */
    private static int[] readTokens(ByteReader in, byte[] bytes, int numTokens, int bitsPerToken) {
        int from = in.skip(TokenBits.length(numTokens, bitsPerToken), "its tokens");
        int[] tokens = new int[numTokens];
        if (TokenBits.unpack(bytes, from, bitsPerToken, tokens) != 0) {
            throw new MalformedPacketException(in.position() - 1, "the bits after the last token are not zero");
        }
        return tokens;
    }
}
