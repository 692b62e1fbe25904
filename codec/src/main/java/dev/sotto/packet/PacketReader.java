package dev.sotto.packet;

/** See {@link PacketFormat}. */
public final class PacketReader {

    private PacketReader() {}

    /** @throws MalformedPacketException for bytes that {@link PacketWriter} would not have written */
    public static Packet read(byte[] bytes) {
        throw new UnsupportedOperationException("stub");
    }
}
