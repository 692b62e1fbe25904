package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/** See {@link PacketFormat}. */
public final class PacketReader {

    private PacketReader() {}

    /**
     * A packet of version 1 or 3.
     *
     * @throws MalformedPacketException for bytes that {@link PacketWriter} would not have written
     */
    public static Packet read(byte[] bytes) {
        CodedPacket packet = open(bytes);
        if (packet.header().isEntropyCoded()) {
            throw new MalformedPacketException(0, "entropy-coded tokens cannot be read out of their stream");
        }
        return packet.plain();
    }

    /**
     * A packet of any version, its header checked; {@link StreamPacketReader} gives its tokens.
     *
     * @throws MalformedPacketException for bytes that no writer of packets would have written
     */
    public static CodedPacket open(byte[] bytes) {
        return open(bytes, 0, bytes.length);
    }

    /** A packet that is part of something longer; the offsets in messages are those of the whole. */
    static CodedPacket open(byte[] bytes, int from, int to) {
        ByteReader in = new ByteReader("the packet", bytes, from, to);
        PacketHeader header = readHeader(in);
        if (header.isEntropyCoded()) {
            int check = in.skip(PacketFormat.CHECK_LENGTH, "its check byte");
            return CodedPacket.coded(header, bytes, from, check, to);
        }
        int written = header.isPause() ? 1 : header.numFrames();
        int[] tokens = readTokens(in, bytes, written * header.numCodebooks(), header.bitsPerToken());
        in.requireEnd();
        TokenSequence frames = new TokenSequence(header.numCodebooks(), tokens);
        return CodedPacket.plain(header, header.isPause() ? frames.repeated(header.numFrames()) : frames);
    }

    private static PacketHeader readHeader(ByteReader in) {
        int version = readVersion(in);
        int flags = readFlags(in, reservedFlags(version));
        boolean ends = (flags & PacketFormat.END_FLAG) != 0;
        boolean key = (flags & PacketFormat.KEY_FLAG) != 0;
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
        int prior = key ? in.u16("its prior") : PacketHeader.NO_PRIOR;
        return new PacketHeader(
                version, fingerprint, firstFrame, numFrames, numCodebooks, bitsPerToken, padding, prior);
    }

    private static int reservedFlags(int version) {
        return switch (version) {
            case PacketFormat.ENTROPY_VERSION -> PacketFormat.ENTROPY_RESERVED_FLAGS;
            case PacketFormat.PAUSE_VERSION -> PacketFormat.PAUSE_RESERVED_FLAGS;
            default -> PacketFormat.RESERVED_FLAGS;
        };
    }

    private static int readVersion(ByteReader in) {
        int first = in.u8("its first byte");
        if (first >>> 4 != PacketFormat.MAGIC) {
            throw new MalformedPacketException(
                    in.position() - 1, String.format("begins with 0x%02x, so it is no packet of tokens", first));
        }
        int version = first & 0xf;
        if (version < PacketFormat.VERSION || version > PacketFormat.PAUSE_VERSION) {
            throw new MalformedPacketException(
                    in.position() - 1,
                    "packet version " + version + " is not known here, only versions " + PacketFormat.VERSION + " to "
                            + PacketFormat.PAUSE_VERSION);
        }
        return version;
    }

    private static int readFlags(ByteReader in, int reserved) {
        int flags = in.u8("its flags");
        if ((flags & reserved) != 0) {
            throw new MalformedPacketException(
                    in.position() - 1, String.format("reserved flags are set: 0x%02x", flags));
        }
        return flags;
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
