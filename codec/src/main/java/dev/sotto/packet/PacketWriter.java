package dev.sotto.packet;

/** See {@link PacketFormat}. */
public final class PacketWriter {

    private PacketWriter() {}

    /** The bytes of a packet, always the same for the same packet. */
    public static byte[] write(Packet packet) {
        throw new UnsupportedOperationException("stub");
    }
}
