package dev.sotto.streams.topology;

import dev.sotto.audio.Pcm16;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.processor.LastPoll;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.processor.StreamGauges;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology with hands on both ends, with the settings of the real application. Time goes on by 1 ms a record. */
final class CodecDriver implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final Topic from;
    private final Topic to;
    private long timestamp = 1_000_000;

    /** Of the next record. */
    private long offset;

    private CodecDriver(Topology topology, Topic from, Topic to) {
        this.from = from;
        this.to = to;
        driver = new TopologyTestDriver(
                topology, ApplicationProperties.of(ClientProperties.of("unused:9092"), "test", from));
        input = driver.createInputTopic(from.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static CodecDriver ofEncoder(Topology topology) {
        return new CodecDriver(topology, Topics.DEFAULT.pcm(), Topics.DEFAULT.tokens());
    }

    static CodecDriver ofDecoder(Topology topology) {
        return new CodecDriver(topology, Topics.DEFAULT.tokens(), Topics.DEFAULT.decoded());
    }

    void send(byte[] key, byte[] value, Headers headers, long time) {
        offset++;
        input.pipeInput(new TestRecord<>(key, value, headers, time));
    }

    /** One poll brings all of them; the first {@code dealtWith} are handed to the processor. */
    void poll(List<TestRecord<byte[], byte[]>> records, int dealtWith) {
        TopicPartition partition = new TopicPartition(from.name(), 0);
        List<ConsumerRecord<byte[], byte[]>> polled = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : records) {
            polled.add(new ConsumerRecord<>(
                    from.name(),
                    0,
                    offset + polled.size(),
                    record.timestamp(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    record.key(),
                    record.value(),
                    record.headers(),
                    Optional.empty()));
        }
        try (LastPoll consumer = new LastPoll()) {
            consumer.onConsume(new ConsumerRecords<>(Map.of(partition, polled), Map.of()));
            for (TestRecord<byte[], byte[]> record : records.subList(0, dealtWith)) {
                send(record.key(), record.value(), record.headers(), record.timestamp());
            }
        }
    }

    /** @return the timestamp of the record */
    long send(String streamId, byte[] value, Headers headers) {
        send(StreamId.write(streamId), value, headers, ++timestamp);
        return timestamp;
    }

    /** The samples {@code from} to {@code to}, at their position. */
    void speak(String streamId, float[] samples, int from, int to) {
        send(streamId, Pcm16.toBytes(samples, from, to - from), StreamHeaders.of(16_000, from));
    }

    /** All samples from {@code from} on in pieces of {@code chunk}, then the end. */
    void speakOn(String streamId, float[] samples, int from, int chunk) {
        for (int i = from; i < samples.length; i += chunk) {
            speak(streamId, samples, i, Math.min(samples.length, i + chunk));
        }
        end(streamId, samples.length);
    }

    void end(String streamId, long length) {
        send(streamId, null, StreamHeaders.of(16_000, length));
    }

    /** The clock on the wall goes on. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<TestRecord<byte[], byte[]>> output() {
        return read(to);
    }

    List<Packet> packets() {
        return output().stream().map(r -> PacketReader.read(r.value())).toList();
    }

    static List<Packet> packets(List<TestRecord<byte[], byte[]>> records, String streamId) {
        return records.stream()
                .filter(r -> Arrays.equals(r.key(), StreamId.write(streamId)))
                .map(r -> PacketReader.read(r.value()))
                .toList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return read(from.deadLetters());
    }

    private List<TestRecord<byte[], byte[]>> read(Topic topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    long count(Counter counter) {
        return StreamCounters.total(driver.metrics(), counter);
    }

    double gauge(String name) {
        return StreamGauges.value(driver.metrics(), name);
    }

    @Override
    public void close() {
        driver.close();
    }
}
