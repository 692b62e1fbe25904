package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketWriter;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.PcmProducer;
import dev.sotto.streams.client.SpeechSender;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The codec on a real broker. */
class WholeWayTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 3;
    private static final int FRAMES = 5;

    private static RunningCodec running;

    @BeforeAll
    static void start() throws InterruptedException {
        running = new RunningCodec(CODEC, CODEBOOKS, FRAMES);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void shouldGiveTheSameTokensAndSpeechAsTheCodecAlone() throws Exception {
        Waveform speech = AudioFiles.defaultClip();
        send("whole", speech);

        List<byte[]> packets = new ArrayList<>();
        read(running.topics().tokens(), "whole", r -> (r.value()[1] & 0x80) != 0)
                .forEach(r -> packets.add(r.value()));
        List<byte[]> expected = packets(CODEC.encode(speech, CODEBOOKS), speech.length());
        assertEquals(expected.size(), packets.size());
        for (int i = 0; i < packets.size(); i++) {
            assertArrayEquals(expected.get(i), packets.get(i), "packet " + i);
        }

        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        read(running.topics().decoded(), "whole", r -> r.value() == null).stream()
                .filter(r -> r.value() != null)
                .forEach(r -> pcm.writeBytes(r.value()));
        Waveform decoded = CODEC.decode(CODEC.encode(speech, CODEBOOKS), speech.length());
        assertEquals(speech.length() * Pcm16.BYTES, pcm.size());
        assertArrayEquals(Pcm16.toBytes(decoded.samples()), pcm.toByteArray());
    }

    @Test
    void shouldSetPoisonAsideAndGoOn() throws Exception {
        byte[] garbage = {1, 2, 3};
        put(running.topics().tokens(), "poisoned", garbage);
        put(running.topics().pcm(), "poisoned", garbage);
        Waveform speech = AudioFiles.defaultClip().slice(0, 4000);
        send("poisoned", speech);

        var decoded = read(running.topics().decoded(), "poisoned", r -> r.value() == null);
        assertEquals(
                4000 * Pcm16.BYTES,
                decoded.stream()
                        .filter(r -> r.value() != null)
                        .mapToInt(r -> r.value().length)
                        .sum());
        for (Topic from : List.of(running.topics().pcm(), running.topics().tokens())) {
            var letter = read(from.deadLetters(), "poisoned", r -> true).get(0);
            assertArrayEquals(garbage, letter.value());
            String topic = new String(
                    letter.headers().lastHeader("__streams.errors.topic").value());
            assertEquals(from.name(), topic);
        }
    }

    /** All at once, so that a poll brings records of many; in the middle of them one that is none. */
    @Test
    void shouldGiveManyStreamsOfAPollWhatEachHasAlone() throws Exception {
        Waveform clip = AudioFiles.defaultClip();
        int length = 30_000;
        int chunk = FRAMES * CODEC.config().hopLength();
        long start = System.currentTimeMillis();
        try (PcmProducer producer =
                new PcmProducer(running.client(), "many", running.topics().pcm(), clip.sampleRate())) {
            for (int from = 0; from < length; from += chunk) {
                for (int i = 0; i < 8; i++) {
                    Waveform said = said(clip, i, length);
                    int piece = Math.min(length, from + chunk) - from;
                    producer.send(
                            "many-" + i,
                            Pcm16.toBytes(said.samples(), from, piece),
                            from,
                            0,
                            start + from + i,
                            failed -> {});
                }
                if (from == 3 * chunk) {
                    producer.send("many-3", new byte[3], from, 0, start + from, failed -> {});
                }
            }
            for (int i = 0; i < 8; i++) {
                producer.send("many-" + i, null, length, 0, start + length + i, failed -> {});
            }
            producer.flush();
        }
        for (int i = 0; i < 8; i++) {
            Waveform said = said(clip, i, length);
            List<byte[]> packets = new ArrayList<>();
            for (var record : read(running.topics().tokens(), "many-" + i, r -> (r.value()[1] & 0x80) != 0)) {
                // By the piece that holds the last of its frames, or the stream's end.
                int completed = packets.size() < length / chunk ? packets.size() * chunk : length;
                assertEquals(start + completed + i, record.timestamp(), "packet " + packets.size() + " of " + i);
                packets.add(record.value());
            }
            List<byte[]> expected = packets(CODEC.encode(said, CODEBOOKS), length);
            assertEquals(expected.size(), packets.size());
            for (int p = 0; p < packets.size(); p++) {
                assertArrayEquals(expected.get(p), packets.get(p), "packet " + p + " of " + i);
            }
            ByteArrayOutputStream pcm = new ByteArrayOutputStream();
            read(running.topics().decoded(), "many-" + i, r -> r.value() == null).stream()
                    .filter(r -> r.value() != null)
                    .forEach(r -> pcm.writeBytes(r.value()));
            Waveform decoded = CODEC.decode(CODEC.encode(said, CODEBOOKS), length);
            assertArrayEquals(Pcm16.toBytes(decoded.samples()), pcm.toByteArray());
        }
        assertArrayEquals(
                new byte[3],
                read(running.topics().pcm().deadLetters(), "many-3", r -> true)
                        .get(0)
                        .value());
    }

    private static Waveform said(Waveform clip, int number, int length) {
        return clip.slice(997 * number, length);
    }

    @Test
    void shouldLeaveItsGroupAtOnceWhenItCloses() throws Exception {
        RunningCodec other = new RunningCodec(CODEC, 1, 1);
        long start = System.nanoTime();
        other.close();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.compareTo(Duration.ofSeconds(4)) < 0, taken.toString());
    }

    private static void send(String streamId, Waveform speech) throws Exception {
        try (SpeechSender sender =
                new SpeechSender(running.client(), running.topics().pcm(), streamId, speech.sampleRate())) {
            sender.sendAll(
                    new ByteArrayInputStream(Pcm16.toBytes(speech.samples())), 441, Pace.AT_ONCE, position -> {});
        }
    }

    private static void put(Topic topic, String key, byte[] value) throws Exception {
        try (var producer = new KafkaProducer<>(
                running.client().producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), StreamId.write(key), value))
                    .get();
        }
    }

    /** Records of one stream from the oldest to the first that is the last. */
    private static List<ConsumerRecord<byte[], byte[]>> read(
            Topic topic, String key, Predicate<ConsumerRecord<byte[], byte[]>> isLast) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                running.client().consumer(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (found.isEmpty() || !isLast.test(found.get(found.size() - 1))) {
                assertTrue(System.nanoTime() < deadline, "after 60 s only " + found.size() + " records");
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (StreamId.read(record.key()).equals(key)) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    private static List<byte[]> packets(TokenSequence tokens, int length) {
        CodecConfig config = CODEC.config();
        List<byte[]> packets = new ArrayList<>();
        int frames = tokens.numFrames();
        for (int from = 0; from < frames; from += FRAMES) {
            int to = Math.min(frames, from + FRAMES);
            int padding = to == frames ? frames * config.hopLength() - config.delay() - length : Packet.NOT_LAST;
            packets.add(PacketWriter.write(new Packet(
                    CODEC.model().packetFingerprint(), from, config.bitsPerToken(), tokens.frames(from, to), padding)));
        }
        return packets;
    }
}
