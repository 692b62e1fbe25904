package dev.sotto.streams.processor;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.DecodeJob;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.PacketHeader;
import dev.sotto.packet.PacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.stream.Arrival;
import dev.sotto.streams.stream.PacketsToSpeech;
import dev.sotto.streams.stream.Passes;
import dev.sotto.streams.stream.Place;
import dev.sotto.streams.stream.TokenRecord;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** Packets in, records of speech out, under the same key and with the packet's timestamp. */
public final class DecodeProcessor extends SpeechProcessor<TokenRecord, PacketsToSpeech> {

    /** Name of the node in the topology and of its metrics. */
    public static final String NAME = "speech-decoder";

    private final SpeechCodec codec;
    private final Optional<Prior> prior;
    private final Passes<DecodeJob> passes = Passes.ofDecoders();

    /** @param prior with which entropy-coded packets are read; empty: not at all */
    public DecodeProcessor(
            SpeechCodec codec,
            Optional<Prior> prior,
            Continuity continuity,
            OpenStreams open,
            SameNumber output,
            ReadAhead ahead) {
        super(NAME, continuity, open, output, ahead);
        this.codec = codec;
        this.prior = prior;
    }

    @Override
    PacketsToSpeech newStream() {
        return new PacketsToSpeech(codec, prior, passes);
    }

    @Override
    Passes<DecodeJob> passes() {
        return passes;
    }

    @Override
    Arrival queue(
            PacketsToSpeech stream, TokenRecord tokens, Record<byte[], byte[]> record, Place place, Outcome outcome) {
        Arrival arrival = stream.queue(tokens, place, new Results(record, outcome));
        if (!arrival.isDropped() && arrival.kind() != Arrival.Kind.UNREADABLE) {
            count(Counter.PACKETS, 1);
            countFrames(newFrames(tokens.packet().header(), arrival), codec.config());
        }
        return arrival;
    }

    private static int newFrames(PacketHeader header, Arrival arrival) {
        return header.numFrames() - (arrival.kind() == Arrival.Kind.NEXT ? (int) arrival.amount() : 0);
    }

    /** It is the encoder's to say that a stream has ended; until then more may come. */
    @Override
    boolean giveUp(String streamId, PacketsToSpeech stream) {
        return stream.isOpen();
    }

    @Override
    TokenRecord read(byte[] value, Headers headers) {
        if (value == null) {
            throw new PoisonRecordException("The record has no value; a packet's own flag ends a stream");
        }
        CodedPacket packet = PacketReader.open(value);
        PacketHeader header = packet.header();
        int fingerprint = codec.model().packetFingerprint();
        if (header.fingerprint() != fingerprint) {
            throw new PoisonRecordException(String.format(
                    "The packet was made by model %04x, this decoder has model %04x; give it the other with --model",
                    header.fingerprint(), fingerprint));
        }
        CodecConfig config = codec.config();
        if (header.bitsPerToken() != config.bitsPerToken() || header.numCodebooks() > config.numCodebooks()) {
            throw new PoisonRecordException(
                    "The packet has " + header.numCodebooks() + " codebooks of " + header.bitsPerToken()
                            + " bits, its model " + config.numCodebooks() + " of " + config.bitsPerToken());
        }
        if (header.isEntropyCoded() && header.standsAlone()) {
            requirePrior(header.prior());
        }
        return new TokenRecord(packet, StreamHeaders.read(headers, StreamHeaders.EPOCH));
    }

    private void requirePrior(int wanted) {
        if (prior.isEmpty()) {
            throw new PoisonRecordException(String.format(
                    "The packet is coded with prior %04x, this decoder has none; give it one with --prior", wanted));
        }
        if (prior.get().packetFingerprint() != wanted) {
            throw new PoisonRecordException(String.format(
                    "The packet is coded with prior %04x, this decoder has prior %04x; give it the other with --prior",
                    wanted, prior.get().packetFingerprint()));
        }
    }

    private final class Results implements PacketsToSpeech.Listener {

        private final Record<byte[], byte[]> cause;
        private final Outcome outcome;

        Results(Record<byte[], byte[]> cause, Outcome outcome) {
            this.cause = cause;
            this.outcome = outcome;
        }

        @Override
        public void concealed(byte[] pcm, long position) {
            Headers headers = StreamHeaders.of(codec.config().sampleRate(), position);
            StreamHeaders.add(headers, StreamHeaders.CONCEALED, pcm.length / Pcm16.BYTES);
            count(
                    Counter.CONCEALED_FRAMES,
                    pcm.length / Pcm16.BYTES / codec.config().hopLength());
            add(pcm, headers);
        }

        @Override
        public void speech(byte[] pcm, long position, long missingFrames) {
            Headers headers = StreamHeaders.of(codec.config().sampleRate(), position);
            if (missingFrames > 0) {
                StreamHeaders.add(headers, StreamHeaders.GAP, missingFrames);
            }
            add(pcm, headers);
        }

        @Override
        public void end(long length) {
            add(null, StreamHeaders.of(codec.config().sampleRate(), length));
        }

        private void add(byte[] value, Headers headers) {
            outcome.add(new Record<>(cause.key(), value, cause.timestamp(), headers));
        }
    }
}
