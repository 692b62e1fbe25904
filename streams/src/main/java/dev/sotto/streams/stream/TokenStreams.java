package dev.sotto.streams.stream;

import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.StreamPacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.token.TokenSequence;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tokens of many streams, each frame once, for programs that want the tokens and not their sound. Of more than
 * 10,000 streams the one that was silent for longest is forgotten. Not thread-safe.
 */
public final class TokenStreams {

    private static final int MAX_STREAMS = 10_000;

    private final StreamTable<Known> streams;

    /** @param prior of entropy-coded packets; empty for one who cannot read those */
    public TokenStreams(Optional<Prior> prior) {
        this.streams = new StreamTable<>(MAX_STREAMS, id -> new Known(prior), forgotten -> {});
    }

    /**
     * What a packet adds to its stream.
     *
     * @param model 16 bits of the model's fingerprint
     * @param firstFrame index of the first of {@code frames}
     * @param frames those that did not come before; none only where the stream ends
     * @param missingFrames how many before them never came, or could not be read
     */
    public record Tokens(int model, long firstFrame, TokenSequence frames, long missingFrames, boolean endsStream) {}

    private static final class Known {

        private final PacketOrder order = new PacketOrder();
        private final StreamPacketReader reader;

        Known(Optional<Prior> prior) {
            this.reader = new StreamPacketReader(prior);
        }
    }

    /**
     * The next record of a stream.
     *
     * @param epoch what the record says of it, see {@link TokenRecord}
     * @return empty for a packet that has nothing new, or cannot be read before the next key packet
     * @throws MalformedPacketException for bytes that are no packet, or one that is damaged or coded with another prior
     */
    public Optional<Tokens> add(String streamId, byte[] value, OptionalLong epoch, long timestamp) {
        CodedPacket coded = PacketReader.open(value);
        PacketHeader header = coded.header();
        Known stream = streams.get(streamId, timestamp);
        Arrival arrival = stream.order.classify(header, epoch, timestamp);
        if (arrival.isDropped()) {
            return Optional.empty();
        }
        if (!stream.reader.canRead(header)) {
            return ended(stream, header, epoch, timestamp);
        }
        Packet packet = stream.reader.read(coded);
        boolean goesOn = arrival.kind() == Arrival.Kind.NEXT;
        int had = goesOn ? (int) arrival.amount() : 0;
        long missing = arrival.kind() == Arrival.Kind.GAP ? arrival.amount() : 0;
        stream.order.take(header, epoch, timestamp, arrival);
        TokenSequence frames = packet.tokens().frames(had, header.numFrames());
        return Optional.of(
                new Tokens(header.fingerprint(), header.firstFrame() + had, frames, missing, header.endsStream()));
    }

    private static Optional<Tokens> ended(Known stream, PacketHeader header, OptionalLong epoch, long timestamp) {
        if (!header.endsStream() || !stream.order.hasStarted() || stream.order.hasEnded()) {
            return Optional.empty();
        }
        long missing = header.nextFrame() - stream.order.nextFrame();
        stream.order.take(header, epoch, timestamp, Arrival.UNREADABLE);
        TokenSequence none = new TokenSequence(header.numCodebooks(), new int[0]);
        return Optional.of(new Tokens(header.fingerprint(), header.nextFrame(), none, missing, true));
    }
}
