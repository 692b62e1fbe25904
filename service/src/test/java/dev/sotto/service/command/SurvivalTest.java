package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.Listener;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Encoders and decoders are killed while people speak, one of each at a time: nobody misses a sample. */
class SurvivalTest {

    private static final int STREAMS = 6;
    /** Frames: the default of a second. */
    private static final int KEY_INTERVAL = 50;
    /** Of the decoders of entropy-coded packets. */
    private static final Voice VOICE = new Voice(-4, 0.9);

    /** In each an encoder and a decoder are killed. */
    private static final int ROUNDS = Integer.getInteger("sotto.survival.rounds", 2);

    /** What a crash costs is the session's timeout; the broker in the JVM allows short ones. */
    private static final List<String> QUICK =
            List.of("consumer.session.timeout.ms=1000", "consumer.heartbeat.interval.ms=250");

    @TempDir
    Path directory;

    private final Random random = new Random(5);
    private final List<CodecProcess> encoders = new ArrayList<>();
    private final List<CodecProcess> decoders = new ArrayList<>();

    @Test
    @Timeout(120)
    void shouldLoseNoSampleWhenProcessesAreKilled() throws Exception {
        killProcesses("at_least_once", QUICK, ROUNDS, false);
    }

    @Test
    @Timeout(120)
    void shouldWriteTheSameEntropyCodedPacketsAndKeepTheVoiceWhenProcessesAreKilled() throws Exception {
        killProcesses("at_least_once", QUICK, 1, true);
    }

    @Test
    @Timeout(120)
    void shouldSayEverythingOnceWhenProcessesAreKilledAmidTransactions() throws Exception {
        List<String> config = new ArrayList<>(QUICK);
        config.add("processing.guarantee=exactly_once_v2");
        Listener listener = killProcesses("exactly_once_v2", config, 1, false);
        assertTrue(listener.repeats() == 0, () -> listener.repeats() + " records repeated");
    }

    private Listener killProcesses(String guarantee, List<String> config, int rounds, boolean entropy)
            throws Exception {
        try (CodecService service = new CodecService(directory, config)) {
            start(service, rounds + 1, entropy);
            Callers callers = new Callers(service.client(), service.topics().pcm(), STREAMS, 2 + 3.5 * rounds);
            Listener listener = new Listener(
                    service.committed(),
                    service.topics().decoded(),
                    CodecService.PARTITIONS,
                    callers.expected(
                            entropy ? CodecService.CODEC.speakingAs(VOICE) : CodecService.CODEC,
                            CodecService.CODEBOOKS));
            CompletableFuture<Void> listening = listener.start();
            CompletableFuture<Void> speaking = CompletableFuture.runAsync(callers);
            for (int round = 0; round < rounds; round++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_500 + random.nextInt(1_500)));
                encoders.remove(random.nextInt(encoders.size())).kill();
                decoders.remove(random.nextInt(decoders.size())).kill();
            }
            speaking.get();
            listener.awaitEnds(Duration.ofSeconds(30));
            listening.get();
            System.out.printf(
                    "%s, %d processes killed: longest silence %d ms, %d records repeated%n",
                    guarantee, 2 * rounds, listener.longestSilenceMs(), listener.repeats());
            listener.assertAllHeard();
            callers.assertPackets(
                    service.topics().tokens(),
                    CodecService.PARTITIONS,
                    CodecService.CODEC,
                    CodecService.CODEBOOKS,
                    CodecService.FRAMES,
                    entropy ? PacketCoding.entropy(CodecService.PRIOR, KEY_INTERVAL) : PacketCoding.PLAIN);
            return listener;
        }
    }

    private void start(CodecService service, int number, boolean entropy) throws IOException {
        for (int i = 0; i < number; i++) {
            encoders.add(
                    entropy ? service.startEncoder("--entropy", "--prior", service.prior()) : service.startEncoder());
            decoders.add(
                    entropy
                            ? service.startDecoder("--prior", service.prior(), "--pitch=-4", "--formants", "0.9")
                            : service.startDecoder("--prior", service.prior()));
        }
        for (int i = 0; i < number; i++) {
            encoders.get(i).awaitReady();
            decoders.get(i).awaitReady();
        }
    }
}
