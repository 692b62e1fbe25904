package dev.sotto.streams.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.streams.broker.SharedBroker;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Cluster;
import dev.sotto.streams.command.Listener.Heard;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two encoders and two decoders, killed while people speak: nobody misses a sample. */
class SurvivalTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 2;
    private static final int PARTITIONS = 4;
    private static final int STREAMS = 6;
    private static final int SECONDS = 13;
    private static final int ROUNDS = 3;
    private static final int CHUNK = 320;
    private static final long CHUNK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final String encoderId = SharedBroker.unique("encode");
    private final String decoderId = SharedBroker.unique("decode");
    private final List<CodecProcess> processes = new ArrayList<>();

    @AfterEach
    void close() {
        processes.forEach(CodecProcess::close);
    }

    @Test
    @Timeout(120)
    void shouldLoseNoSampleWhenProcessesAreKilled() throws Exception {
        Map<String, Waveform> speech = new TreeMap<>();
        Map<String, Heard> heard = new TreeMap<>();
        for (int i = 0; i < STREAMS; i++) {
            Waveform said = noise(SECONDS * 16_000 + 77 * i, i);
            Waveform expected = CODEC.decode(CODEC.encode(said, CODEBOOKS), said.length());
            speech.put("caller-" + i, said);
            heard.put("caller-" + i, new Heard(Pcm16.toBytes(expected.samples())));
        }
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), PARTITIONS, 1, Map.of());
        }
        for (int i = 0; i < 2; i++) {
            processes.add(start("encode"));
            processes.add(start("decode"));
        }
        for (CodecProcess process : processes) {
            process.awaitReady();
        }
        Listener listener = new Listener(client, topics.decoded(), PARTITIONS, heard);
        CompletableFuture<Void> listening = CompletableFuture.runAsync(listener);
        CompletableFuture<Void> speaking = CompletableFuture.runAsync(() -> speak(speech));
        for (int round = 0; round < ROUNDS; round++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_500 + random.nextInt(1_500)));
            replace(random.nextInt(2) * 2, "encode");
            replace(random.nextInt(2) * 2 + 1, "decode");
        }
        speaking.get();
        await(heard, listening);
        listener.stop();
        listening.get();
        heard.forEach((id, h) -> System.out.printf(
                "%s: longest silence %d ms, %d records repeated%n", id, h.longestSilenceMs(), h.repeats()));
        heard.forEach((id, h) -> {
            assertEquals(0, h.different(), id + ": records that are not what should be at their position");
            assertEquals(0, h.missing(), id + ": samples never heard");
            assertTrue(h.ended(), id + ": no end");
        });
    }

    private static void await(Map<String, Heard> heard, CompletableFuture<Void> listening) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline
                && !listening.isDone()
                && !heard.values().stream().allMatch(Heard::ended)) {
            LockSupport.parkNanos(CHUNK_NANOS);
        }
    }

    private void replace(int index, String which) throws IOException {
        processes.get(index).kill();
        processes.set(index, start(which));
    }

    private CodecProcess start(String which) throws IOException {
        boolean encodes = which.equals("encode");
        Path model = directory.resolve("tiny.safetensors");
        Path config = directory.resolve("client.properties");
        if (!Files.exists(model)) {
            Files.write(
                    model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
            Files.writeString(config, "consumer.session.timeout.ms=1000\nconsumer.heartbeat.interval.ms=250\n");
        }
        List<String> command = new ArrayList<>(List.of(
                "stream",
                which,
                "--application-id",
                encodes ? encoderId : decoderId,
                "--bootstrap-servers",
                SharedBroker.bootstrapServers(),
                "--config",
                config.toString(),
                "--model",
                model.toString(),
                "--pcm-topic",
                topics.pcm().name(),
                "--tokens-topic",
                topics.tokens().name(),
                "--decoded-topic",
                topics.decoded().name()));
        if (encodes) {
            command.addAll(List.of("--codebooks", Integer.toString(CODEBOOKS)));
        }
        return CodecProcess.start(directory, command);
    }

    /** All streams at once, a record each every 20 ms. */
    private void speak(Map<String, Waveform> speech) {
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (int position = 0, live = 1; live > 0; position += CHUNK) {
                live = 0;
                for (var said : speech.entrySet()) {
                    live += position < said.getValue().length() + CHUNK ? 1 : 0;
                    say(producer, said.getKey(), said.getValue(), position);
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
                topics.pcm().name(),
                null,
                StreamId.write(id),
                value,
                StreamHeaders.of(16_000, Math.min(position, length))));
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
