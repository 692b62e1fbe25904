package dev.sotto.streams.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders and decoders are killed while people speak, one of each at a time: nobody misses a sample. */
class SurvivalTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 2;
    private static final int FRAMES = 5;
    private static final int KEY_INTERVAL = 50;
    private static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(120)
    void shouldLoseNoSampleWhenProcessesAreKilled(boolean entropy) throws Exception {
        Callers callers = new Callers(client, topics.pcm(), STREAMS, 2 + 3.5 * ROUNDS);
        Listener listener = new Listener(client, topics.decoded(), PARTITIONS, callers.expected(CODEC, CODEBOOKS));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), PARTITIONS, 1, Map.of());
        }
        for (int i = 0; i <= ROUNDS; i++) {
            encoders.add(start("encode", entropy));
            decoders.add(start("decode", entropy));
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
        PacketCoding coding = entropy ? PacketCoding.entropy(PRIOR, KEY_INTERVAL) : PacketCoding.PLAIN;
        callers.assertPackets(topics.tokens(), PARTITIONS, CODEC, CODEBOOKS, FRAMES, coding);
    }

    private CodecProcess start(String which, boolean entropy) throws IOException {
        boolean encodes = which.equals("encode");
        Path model = directory.resolve("tiny.safetensors");
        Path prior = directory.resolve("prior.safetensors");
        Path config = directory.resolve("client.properties");
        if (!Files.exists(model)) {
            Files.write(
                    model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
            PriorFile file = PRIOR.file();
            Files.write(prior, PriorFile.write(file.config(), file.tensors(), Map.of()));
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
        if (encodes && entropy) {
            command.add("--entropy");
        }
        if (entropy) {
            command.addAll(List.of("--prior", prior.toString()));
        }
        return CodecProcess.start(directory, command);
    }
}
