package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/** See {@link PacketFormat}. */
public final class PacketWriter {

    private PacketWriter() {}

    /** The bytes of a packet of version 1, always the same for the same packet. */
    public static byte[] write(Packet packet) {
        PacketHeader header = PacketHeader.of(packet, PacketFormat.VERSION, PacketHeader.NO_PRIOR);
        byte[] bytes = new byte[length(packet)];
        int at = writeHeader(header, bytes);
        TokenBits.pack(packet.tokens().tokens(), packet.bitsPerToken(), bytes, at);
        return bytes;
    }

    /**
     * The bytes of a packet of version 3.
     *
     * @param packet a pause: all its frames have the same tokens
     * @throws IllegalArgumentException for one that ends its stream, or whose frames differ
     */
    public static byte[] writePause(Packet packet) {
        TokenSequence first =
                packet.tokens().frames(0, Math.min(1, packet.tokens().numFrames()));
        if (packet.endsStream() || !first.repeated(packet.tokens().numFrames()).equals(packet.tokens())) {
            throw new IllegalArgumentException("a pause ends no stream, and its frames have the same tokens");
        }
        PacketHeader header = PacketHeader.of(packet, PacketFormat.PAUSE_VERSION, PacketHeader.NO_PRIOR);
        byte[] bytes = new byte[length(header) + TokenBits.length(first.numCodebooks(), packet.bitsPerToken())];
        TokenBits.pack(first.tokens(), packet.bitsPerToken(), bytes, writeHeader(header, bytes));
        return bytes;
    }

    /** The bytes of a packet of version 2, but for its check byte, which is 0. */
    static byte[] write(PacketHeader header, byte[] code) {
        byte[] bytes = new byte[length(header) + PacketFormat.CHECK_LENGTH + code.length];
        int at = writeHeader(header, bytes) + PacketFormat.CHECK_LENGTH;
        System.arraycopy(code, 0, bytes, at, code.length);
        return bytes;
    }

    private static int writeHeader(PacketHeader header, byte[] bytes) {
        boolean namesPrior = header.prior() != PacketHeader.NO_PRIOR;
        bytes[PacketFormat.MAGIC_OFFSET] = (byte) (PacketFormat.MAGIC << 4 | header.version());
        bytes[PacketFormat.FLAGS_OFFSET] =
                (byte) ((header.endsStream() ? PacketFormat.END_FLAG : 0) | (namesPrior ? PacketFormat.KEY_FLAG : 0));
        bytes[PacketFormat.SHAPE_OFFSET] = (byte) (header.numCodebooks() - 1 << 4 | header.bitsPerToken() - 1);
        bytes[PacketFormat.FRAME_COUNT_OFFSET] = (byte) header.numFrames();
        writeU16(header.fingerprint(), bytes, PacketFormat.FINGERPRINT_OFFSET);
        int at = Leb128.write(header.firstFrame(), bytes, PacketFormat.FIRST_FRAME_OFFSET);
        if (header.endsStream()) {
            at = writeU16(header.padding(), bytes, at);
        }
        return namesPrior ? writeU16(header.prior(), bytes, at) : at;
    }

    private static int writeU16(int value, byte[] bytes, int at) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
        return at + 2;
    }

    /** How many bytes {@link #write(Packet)} gives. */
    public static int length(Packet packet) {
        return length(PacketHeader.of(packet, PacketFormat.VERSION, PacketHeader.NO_PRIOR))
                + TokenBits.length(packet.tokens().tokens().length, packet.bitsPerToken());
    }

    /** Of what stands before the tokens, or the check byte. */
    static int length(PacketHeader header) {
        return PacketFormat.FIRST_FRAME_OFFSET
                + Leb128.length(header.firstFrame())
                + (header.endsStream() ? PacketFormat.PADDING_LENGTH : 0)
                + (header.prior() != PacketHeader.NO_PRIOR ? PacketFormat.PRIOR_LENGTH : 0);
    }
}
