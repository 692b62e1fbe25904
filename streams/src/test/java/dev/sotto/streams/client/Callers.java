package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.streams.client.Listener.Heard;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.token.TokenSequence;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** People who speak at once, each a record of 20 ms every 20 ms. */
public final class Callers implements Runnable {

    private static final int CHUNK = 320;
    private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ClientProperties client;
    private final Topic topic;
    private final Map<String, Waveform> speech = new TreeMap<>();

    public Callers(ClientProperties client, Topic topic, int number, double seconds) {
        this.client = client;
        this.topic = topic;
        for (int i = 0; i < number; i++) {
            speech.put("caller-" + i, noise((int) (16_000 * seconds) + 77 * i, i));
        }
    }

    /** What the codec alone makes of each of them. */
    public Map<String, Heard> expected(SpeechCodec codec, int numCodebooks) {
        Map<String, Heard> expected = new TreeMap<>();
        speech.forEach((id, said) -> expected.put(
                id,
                new Heard(Pcm16.toBytes(codec.decode(codec.encode(said, numCodebooks), said.length())
                        .samples()))));
        return expected;
    }

    /** That the packets on a topic are those of the codec alone, however often each came. */
    public void assertPackets(
            Topic tokens,
            int partitions,
            SpeechCodec codec,
            int numCodebooks,
            int framesPerPacket,
            PacketCoding coding) {
        Map<String, Map<Long, String>> expected = new TreeMap<>();
        speech.forEach((id, said) -> expected.put(id, packets(said, codec, numCodebooks, framesPerPacket, coding)));
        Map<String, Map<Long, String>> found = new TreeMap<>();
        try (var consumer = new KafkaConsumer<>(
                client.consumer(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(p -> new TopicPartition(tokens.name(), p))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    String id = StreamId.read(record.key());
                    String bytes = HexFormat.of().formatHex(record.value());
                    long frame = PacketReader.open(record.value()).header().firstFrame();
                    String before =
                            found.computeIfAbsent(id, i -> new TreeMap<>()).put(frame, bytes);
                    assertTrue(before == null || before.equals(bytes), id + ", frame " + frame + ", came twice");
                }
            }
        }
        assertEquals(expected, found);
    }

    private static Map<Long, String> packets(
            Waveform said, SpeechCodec codec, int numCodebooks, int framesPerPacket, PacketCoding coding) {
        CodecConfig config = codec.config();
        TokenSequence tokens = codec.encode(said, numCodebooks);
        StreamPacketWriter writer = new StreamPacketWriter(coding, framesPerPacket);
        Map<Long, String> packets = new TreeMap<>();
        for (int from = 0; from < tokens.numFrames(); from += framesPerPacket) {
            int to = Math.min(tokens.numFrames(), from + framesPerPacket);
            int padding = to < tokens.numFrames()
                    ? Packet.NOT_LAST
                    : tokens.numFrames() * config.hopLength() - config.delay() - said.length();
            Packet packet = new Packet(
                    codec.model().packetFingerprint(), from, config.bitsPerToken(), tokens.frames(from, to), padding);
            packets.put((long) from, HexFormat.of().formatHex(writer.write(packet)));
        }
        return packets;
    }

    @Override
    public void run() {
        try (var producer = new KafkaProducer<>(
                client.producer(PcmProducer.IN_ORDER), new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            int longest =
                    speech.values().stream().mapToInt(Waveform::length).max().orElseThrow();
            for (int position = 0; position < longest + CHUNK; position += CHUNK) {
                for (var caller : speech.entrySet()) {
                    say(producer, caller.getKey(), caller.getValue(), position);
                }
                long due = start + position / CHUNK * CHUNK_NANOS;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        }
    }

    private void say(KafkaProducer<byte[], byte[]> producer, String id, Waveform said, int position) {
        int length = said.length();
        if (position >= length + CHUNK) {
            return;
        }
        byte[] value =
                position < length ? Pcm16.toBytes(said.samples(), position, Math.min(CHUNK, length - position)) : null;
        producer.send(new ProducerRecord<>(
                topic.name(), null, StreamId.write(id), value, StreamHeaders.of(16_000, Math.min(position, length))));
    }

    private static Waveform noise(int length, int seed) {
        Random random = new Random(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(samples)), 16_000);
    }
}
