package dev.sotto.service.gateway;

import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.PacketWriter;
import dev.sotto.prior.Prior;
import dev.sotto.streams.stream.TokenStreams;
import java.util.Optional;

/**
 * Packets as clients can read them without a prior: what is entropy-coded on the topic becomes a packet of version 1
 * with the same tokens. Not thread-safe.
 */
final class PlainPackets {

    private final TokenStreams streams;

    /** @param prior of this gateway; empty if it has none */
    PlainPackets(Optional<Prior> prior) {
        this.streams = new TokenStreams(prior);
    }

    /**
     * A packet of version 1, or the bytes as they are where they are one already or cannot be read here: before the
     * first key packet, or coded with another prior.
     *
     * @param timestamp of the record
     */
    byte[] of(String streamId, byte[] value, long timestamp) {
        try {
            PacketHeader header = PacketReader.open(value).header();
            return header.isEntropyCoded()
                    ? streams.add(streamId, value, timestamp)
                            .map(tokens -> write(header, tokens))
                            .orElse(value)
                    : value;
        } catch (MalformedPacketException e) {
            return value;
        }
    }

    private static byte[] write(PacketHeader header, TokenStreams.Tokens tokens) {
        return PacketWriter.write(new Packet(
                header.fingerprint(), tokens.firstFrame(), header.bitsPerToken(), tokens.frames(), header.padding()));
    }
}
