package dev.sotto.packet;

import dev.sotto.token.TokenSequence;

/** See {@link PacketFormat}. */
public final class PacketWriter {

    private PacketWriter() {}

    /** The bytes of a packet, always the same for the same packet. */
    public static byte[] write(Packet packet) {
        TokenSequence tokens = packet.tokens();
        byte[] bytes = new byte[length(packet)];
        bytes[PacketFormat.MAGIC_OFFSET] = (byte) (PacketFormat.MAGIC << 4 | PacketFormat.VERSION);
        bytes[PacketFormat.FLAGS_OFFSET] = (byte) (packet.endsStream() ? PacketFormat.END_FLAG : 0);
        bytes[PacketFormat.SHAPE_OFFSET] = (byte) (tokens.numCodebooks() - 1 << 4 | packet.bitsPerToken() - 1);
        bytes[PacketFormat.FRAME_COUNT_OFFSET] = (byte) tokens.numFrames();
        bytes[PacketFormat.FINGERPRINT_OFFSET] = (byte) (packet.fingerprint() >>> 8);
        bytes[PacketFormat.FINGERPRINT_OFFSET + 1] = (byte) packet.fingerprint();
        int at = Leb128.write(packet.firstFrame(), bytes, PacketFormat.FIRST_FRAME_OFFSET);
        if (packet.endsStream()) {
            bytes[at++] = (byte) (packet.padding() >>> 8);
            bytes[at++] = (byte) packet.padding();
        }
        TokenBits.pack(tokens.tokens(), packet.bitsPerToken(), bytes, at);
        return bytes;
    }

    /** How many bytes {@link #write} gives. */
    public static int length(Packet packet) {
        return PacketFormat.FIRST_FRAME_OFFSET
                + Leb128.length(packet.firstFrame())
                + (packet.endsStream() ? PacketFormat.PADDING_LENGTH : 0)
                + TokenBits.length(packet.tokens().tokens().length, packet.bitsPerToken());
    }
}
