package dev.sotto.packet;

import dev.sotto.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which packets a {@link TokenFile} is made of, without their tokens.
 *
 * @param prior with what the tokens are coded; empty where they are as they are
 */
public record PacketIndex(Optional<Fingerprint> prior, List<Entry> packets) {

    /** @param length of the packet, in bytes, as it would travel in a record */
    public record Entry(PacketHeader header, int length) {}

    /** Of the bytes of a file that {@link TokenFile#read} takes. */
    public static PacketIndex of(byte[] bytes) {
        TokenFileHeader header = TokenFileHeader.read(bytes);
        ByteReader in = new ByteReader("the file", bytes, header.length(), bytes.length);
        List<Entry> packets = new ArrayList<>();
        while (in.remaining() > 0) {
            int length = (int) in.leb128("a packet", PacketFormat.MAX_ENTROPY_LENGTH);
            int from = in.skip(length + TokenFile.CRC_LENGTH, "a packet");
            packets.add(new Entry(PacketReader.open(bytes, from, from + length).header(), length));
        }
        return new PacketIndex(header.prior(), List.copyOf(packets));
    }

    /** Of all packets, in bytes. */
    public long bytes() {
        return packets.stream().mapToLong(Entry::length).sum();
    }

    /** How many packets can be read without those before them. */
    public long keyPackets() {
        return packets.stream().filter(packet -> packet.header().standsAlone()).count();
    }
}
