package dev.sotto.streams.processor;

import dev.sotto.codec.EncodeJob;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketFormat;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.stream.Arrival;
import dev.sotto.streams.stream.Passes;
import dev.sotto.streams.stream.Place;
import dev.sotto.streams.stream.SpeechToPackets;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Records of speech in, packets out, under the same key. A packet has the timestamp of the record that completed it.
 */
public final class EncodeProcessor extends SpeechProcessor<PcmRecord, SpeechToPackets> {

    /** Name of the node in the topology and of its metrics. */
    public static final String NAME = "speech-encoder";

    private final SpeechCodec codec;
    private final int numCodebooks;
    private final int framesPerPacket;
    private final PacketCoding coding;
    private final Passes<EncodeJob> passes = Passes.ofEncoders();

    public EncodeProcessor(
            SpeechCodec codec,
            int numCodebooks,
            int framesPerPacket,
            PacketCoding coding,
            Continuity continuity,
            OpenStreams open,
            SameNumber output,
            ReadAhead ahead) {
        super(NAME, continuity, open, output, ahead);
        this.codec = codec;
        this.numCodebooks = numCodebooks;
        this.framesPerPacket = framesPerPacket;
        this.coding = coding;
    }

    @Override
    SpeechToPackets newStream() {
        return new SpeechToPackets(codec, numCodebooks, framesPerPacket, coding, passes);
    }

    @Override
    Passes<EncodeJob> passes() {
        return passes;
    }

    @Override
    Arrival queue(
            SpeechToPackets stream, PcmRecord speech, Record<byte[], byte[]> record, Place place, Outcome outcome) {
        return stream.queue(
                speech,
                place,
                (packet, bytes, epoch) -> outcome.add(result(record.key(), packet, bytes, epoch, record.timestamp())));
    }

    /** What waits for more becomes a last packet, so that nothing is lost and whoever listens hears of the end. */
    @Override
    boolean giveUp(String streamId, SpeechToPackets stream) {
        return stream.giveUp((packet, bytes, epoch) ->
                forward(result(StreamId.write(streamId), packet, bytes, epoch, stream.lastTimestamp())));
    }

    @Override
    PcmRecord read(byte[] value, Headers headers) {
        PcmRecord speech = PcmRecord.read(value, headers);
        int rate = codec.config().sampleRate();
        if (speech.sampleRate() != rate) {
            throw new PoisonRecordException("The speech has a rate of " + speech.sampleRate() + " Hz, the model takes "
                    + rate + " Hz only; its sender must resample it");
        }
        int offered = codec.config().numCodebooks();
        if (speech.codebooks().orElse(1) > offered) {
            throw new PoisonRecordException("Header " + StreamHeaders.CODEBOOKS + " is "
                    + speech.codebooks().getAsInt() + ", the model has " + offered);
        }
        if (speech.position().orElse(0) / codec.config().hopLength()
                > PacketFormat.MAX_FRAME_INDEX - PcmRecord.MAX_BYTES) {
            throw new PoisonRecordException("Header " + StreamHeaders.POSITION + " is "
                    + speech.position().getAsLong() + ", more than packets can number");
        }
        return speech;
    }

    private Record<byte[], byte[]> result(byte[] key, Packet packet, byte[] bytes, OptionalLong epoch, long timestamp) {
        count(Counter.PACKETS, 1);
        countFrames(packet.tokens().numFrames(), codec.config());
        Record<byte[], byte[]> record = new Record<>(key, bytes, timestamp);
        epoch.ifPresent(life -> StreamHeaders.add(record.headers(), StreamHeaders.EPOCH, life));
        return record;
    }
}
