package dev.sotto.streams.processor;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/** Packets in, records of speech out, under the same key and with the packet's timestamp. */
public final class DecodeProcessor extends SpeechProcessor<Packet, PacketsToSpeech> {

    /** Name of the node in the topology and of its metrics. */
    public static final String NAME = "speech-decoder";

    private final SpeechCodec codec;
    private final int memoryFrames;

    public DecodeProcessor(SpeechCodec codec, Continuity continuity) {
        super(NAME, continuity);
        this.codec = codec;
        this.memoryFrames = codec.newDecoder().memoryFrames();
    }

    @Override
    PacketsToSpeech newStream() {
        return new PacketsToSpeech(codec, memoryFrames);
    }

    @Override
    Arrival add(PacketsToSpeech stream, Packet packet, Record<byte[], byte[]> record) {
        Arrival arrival = stream.add(packet, record.timestamp(), new Forwarder(record));
        if (arrival.kind() != Arrival.Kind.REPEAT) {
            count(Counter.PACKETS, 1);
            countFrames(packet.tokens().numFrames(), codec.config());
        }
        return arrival;
    }

    /** It is the encoder's to say that a stream has ended; until then more may come. */
    @Override
    boolean giveUp(String streamId, PacketsToSpeech stream) {
        return stream.isOpen();
    }

    @Override
    Packet read(byte[] value, Headers headers) {
        if (value == null) {
            throw new PoisonRecordException("The record has no value; a packet's own flag ends a stream");
        }
        Packet packet = PacketReader.read(value);
        int fingerprint = codec.model().packetFingerprint();
        if (packet.fingerprint() != fingerprint) {
            throw new PoisonRecordException(String.format(
                    "The packet was made by model %04x, this decoder has model %04x; give it the other with --model",
                    packet.fingerprint(), fingerprint));
        }
        CodecConfig config = codec.config();
        int codebooks = packet.tokens().numCodebooks();
        if (packet.bitsPerToken() != config.bitsPerToken() || codebooks > config.numCodebooks()) {
            throw new PoisonRecordException("The packet has " + codebooks + " codebooks of " + packet.bitsPerToken()
                    + " bits, its model " + config.numCodebooks() + " of " + config.bitsPerToken());
        }
        return packet;
    }

    private final class Forwarder implements PacketsToSpeech.Listener {

        private final Record<byte[], byte[]> cause;

        Forwarder(Record<byte[], byte[]> cause) {
            this.cause = cause;
        }

        @Override
        public void speech(byte[] pcm, long position, long missingFrames) {
            Headers headers = StreamHeaders.of(codec.config().sampleRate(), position);
            if (missingFrames > 0) {
                StreamHeaders.add(headers, StreamHeaders.GAP, missingFrames);
            }
            forward(pcm, headers);
        }

        @Override
        public void end(long length) {
            forward(null, StreamHeaders.of(codec.config().sampleRate(), length));
        }

        private void forward(byte[] value, Headers headers) {
            DecodeProcessor.this.forward(new Record<>(cause.key(), value, cause.timestamp(), headers));
        }
    }
}
