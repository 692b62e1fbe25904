package dev.sotto.packet;

/** The bytes of a packet. */
public final class PacketFormat {

    private PacketFormat() {}
}
