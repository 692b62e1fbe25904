package dev.sotto.service.gateway;

import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.PacketWriter;
import dev.sotto.prior.Prior;
import dev.sotto.streams.stream.TokenStreams;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Packets as clients can read them without a prior: what is entropy-coded or a pause on the topic becomes a packet of
 * version 1 with the same tokens. Not thread-safe.
 */
final class PlainPackets {

    private final TokenStreams streams;
    private final boolean decodes;

    /** @param prior of this gateway; empty if it has none */
    PlainPackets(Optional<Prior> prior) {
        this.streams = new TokenStreams(prior);
        this.decodes = prior.isPresent();
    }

    /**
     * A packet of version 1, or the bytes as they are where they are one already or cannot be read here, as there is no
     * prior or another one. Empty for what has nothing new, or comes before the first key packet: without its place in
     * the stream nobody can read it.
     *
     * @param epoch what the record says of it
     * @param timestamp of the record
     */
    Optional<byte[]> of(String streamId, byte[] value, OptionalLong epoch, long timestamp) {
        try {
            PacketHeader header = PacketReader.open(value).header();
            if (header.isPause()) {
                return Optional.of(PacketWriter.write(PacketReader.read(value)));
            }
            return header.isEntropyCoded() && decodes
                    ? streams.add(streamId, value, epoch, timestamp).map(tokens -> write(header, tokens))
                    : Optional.of(value);
        } catch (MalformedPacketException e) {
            return Optional.of(value);
        }
    }

    /** Whether nothing follows it in its stream; false for what cannot be read. */
    static boolean endsStream(byte[] packet) {
        try {
            return PacketReader.open(packet).header().endsStream();
        } catch (MalformedPacketException e) {
            return false;
        }
    }

    private static byte[] write(PacketHeader header, TokenStreams.Tokens tokens) {
        return PacketWriter.write(new Packet(
                header.fingerprint(), tokens.firstFrame(), header.bitsPerToken(), tokens.frames(), header.padding()));
    }
}
