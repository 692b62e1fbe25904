package dev.sotto.streams.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.streams.broker.SharedBroker;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Cluster;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encoders and decoders are killed while people speak, one of each at a time: nobody misses a sample. */
class SurvivalTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 2;
    private static final int PARTITIONS = 4;
    private static final int STREAMS = 6;
    /** In each an encoder and a decoder are killed. */
    private static final int ROUNDS = Integer.getInteger("sotto.survival.rounds", 2);

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final String encoderId = SharedBroker.unique("encode");
    private final String decoderId = SharedBroker.unique("decode");
    private final List<CodecProcess> encoders = new ArrayList<>();
    private final List<CodecProcess> decoders = new ArrayList<>();

    @AfterEach
    void close() {
        encoders.forEach(CodecProcess::close);
        decoders.forEach(CodecProcess::close);
    }

    @Test
    @Timeout(120)
    void shouldLoseNoSampleWhenProcessesAreKilled() throws Exception {
        Callers callers = new Callers(client, topics.pcm(), STREAMS, 2 + 3.5 * ROUNDS);
        Listener listener = new Listener(client, topics.decoded(), PARTITIONS, callers.expected(CODEC, CODEBOOKS));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), PARTITIONS, 1, Map.of());
        }
        for (int i = 0; i <= ROUNDS; i++) {
            encoders.add(start("encode"));
            decoders.add(start("decode"));
        }
        for (int i = 0; i <= ROUNDS; i++) {
            encoders.get(i).awaitReady();
            decoders.get(i).awaitReady();
        }
        CompletableFuture<Void> listening = listener.start();
        CompletableFuture<Void> speaking = CompletableFuture.runAsync(callers);
        for (int round = 0; round < ROUNDS; round++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(1_500)));
            encoders.remove(random.nextInt(encoders.size())).kill();
            decoders.remove(random.nextInt(decoders.size())).kill();
        }
        speaking.get();
        listener.awaitEnds(Duration.ofSeconds(30));
        listening.get();
        System.out.printf(
                "%d processes killed: longest silence %d ms, %d records repeated%n",
                2 * ROUNDS, listener.longestSilenceMs(), listener.repeats());
        listener.assertAllHeard();
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
}
