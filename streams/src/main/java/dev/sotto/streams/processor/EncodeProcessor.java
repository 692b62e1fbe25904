package dev.sotto.streams.processor;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketFormat;
import dev.sotto.packet.PacketWriter;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records of speech in, packets out, under the same key. A packet has the timestamp of the record that completed it.
 */
public final class EncodeProcessor extends ContextualProcessor<byte[], byte[], byte[], byte[]> {

    /** Name of the node in the topology and of its metrics. */
    public static final String NAME = "speech-encoder";

    /** Streams that a task knows at once. */
    static final int MAX_STREAMS = 10_000;

    private final SpeechCodec codec;
    private final int numCodebooks;
    private final int framesPerPacket;
    private StreamTable<SpeechToPackets> streams;
    private StreamCounters counters;

    public EncodeProcessor(SpeechCodec codec, int numCodebooks, int framesPerPacket) {
        this.codec = codec;
        this.numCodebooks = numCodebooks;
        this.framesPerPacket = framesPerPacket;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        counters = new StreamCounters(context, NAME);
        streams = new StreamTable<>(
                MAX_STREAMS,
                id -> new SpeechToPackets(codec, numCodebooks, framesPerPacket),
                () -> counters.add(Counter.FORGOTTEN, 1));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String streamId;
        PcmRecord speech;
        try {
            streamId = StreamId.read(record.key());
            speech = readSpeech(record);
        } catch (PoisonRecordException e) {
            counters.add(Counter.DEAD_LETTERS, 1);
            throw e;
        }
        Arrival arrival = streams.get(streamId).add(speech, record.timestamp(), packet -> forward(record, packet));
        counters.add(Counter.GAPS, arrival.kind() == Arrival.Kind.GAP ? 1 : 0);
        counters.add(Counter.REPEATS, arrival.kind() == Arrival.Kind.REPEAT ? 1 : 0);
    }

    private PcmRecord readSpeech(Record<byte[], byte[]> record) {
        PcmRecord speech = PcmRecord.read(record.value(), record.headers());
        int rate = codec.config().sampleRate();
        if (speech.sampleRate() != rate) {
            throw new PoisonRecordException("The speech has a rate of " + speech.sampleRate() + " Hz, the model takes "
                    + rate + " Hz only; its sender must resample it");
        }
        if (speech.position().orElse(0) / codec.config().hopLength()
                > PacketFormat.MAX_FRAME_INDEX - PcmRecord.MAX_BYTES) {
            throw new PoisonRecordException("Header " + StreamHeaders.POSITION + " is "
                    + speech.position().getAsLong() + ", more than packets can number");
        }
        return speech;
    }

    private void forward(Record<byte[], byte[]> cause, Packet packet) {
        counters.add(Counter.PACKETS, 1);
        counters.add(Counter.FRAMES, packet.tokens().numFrames());
        context().forward(new Record<>(cause.key(), PacketWriter.write(packet), cause.timestamp()));
    }

    @Override
    public void close() {
        counters.close();
    }
}
