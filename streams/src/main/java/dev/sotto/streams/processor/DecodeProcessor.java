package dev.sotto.streams.processor;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Packets in, records of speech out, under the same key and with the packet's timestamp. */
public final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    /** Name of the node in the topology and of its metrics. */
    public static final String NAME = "speech-decoder";

    private final SpeechCodec codec;
    private StreamTable<PacketsToSpeech> streams;
    private StreamCounters counters;

    public DecodeProcessor(SpeechCodec codec) {
        this.codec = codec;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        counters = new StreamCounters(context, NAME);
        streams = new StreamTable<>(
                EncodeProcessor.MAX_STREAMS,
                id -> new PacketsToSpeech(codec),
                () -> counters.add(Counter.FORGOTTEN, 1));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String streamId;
        Packet packet;
        try {
            streamId = StreamId.read(record.key());
            packet = readPacket(record.value());
        } catch (PoisonRecordException | MalformedPacketException e) {
            counters.add(Counter.DEAD_LETTERS, 1);
            throw e;
        }
        Arrival arrival = streams.get(streamId).add(packet, record.timestamp(), new Forwarder(record));
        switch (arrival.kind()) {
            case REPEAT -> counters.add(Counter.REPEATS, 1);
            case GAP -> counters.add(Counter.GAPS, 1);
            default -> {}
        }
        if (arrival.kind() != Arrival.Kind.REPEAT) {
            counters.add(Counter.PACKETS, 1);
            counters.add(Counter.FRAMES, packet.tokens().numFrames());
        }
    }

    private Packet readPacket(byte[] value) {
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

    @Override
    public void close() {
        counters.close();
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
            context().forward(new Record<>(cause.key(), value, cause.timestamp(), headers));
        }
    }
}
