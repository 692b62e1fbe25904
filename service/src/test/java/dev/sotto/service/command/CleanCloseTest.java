package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.Listener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One of two encoders is asked to stop, by SIGTERM, while people speak: the calls that it had move, and nothing is
 * lost.
 */
class CleanCloseTest {

    private static final int STREAMS = 6;
    private static final double SECONDS = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    @Timeout(120)
    void shouldLeaveItsGroupAndLoseNothing(String guarantee) throws Exception {
        List<String> config = List.of("processing.guarantee=" + guarantee, "consumer.isolation.level=read_committed");
        try (CodecService service = new CodecService(directory, config);
                CodecApplication decoder = service.runDecoder()) {
            CodecProcess leaving = service.startEncoder();
            CodecProcess staying = service.startEncoder();
            leaving.awaitReady();
            staying.awaitReady();
            Callers callers = new Callers(service.client(), service.topics().pcm(), STREAMS, SECONDS);
            Listener listener = new Listener(
                    service.committed(),
                    service.topics().decoded(),
                    CodecService.PARTITIONS,
                    callers.expected(CodecService.CODEC, CodecService.CODEBOOKS));
            CompletableFuture<Void> listening = listener.start();
            CompletableFuture<Void> speaking = CompletableFuture.runAsync(callers);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2_000));
            decoder.awaitRunning(Duration.ofSeconds(60));
            long start = System.nanoTime();
            leaving.stop();
            assertTrue(leaving.awaitEnd(30));
            long closing = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertEquals(
                    1,
                    leaving.errors()
                            .lines()
                            .filter(line -> line.contains("is asked to stop"))
                            .count(),
                    leaving.errors());
            // Who goes without a word is a member until its session times out, and its calls wait so long.
            assertEquals(1, service.encoders());
            speaking.get();
            listener.awaitEnds(Duration.ofSeconds(30));
            listening.get();
            System.out.printf(
                    "%s, SIGTERM: closed in %d ms, longest silence %d ms, %d records repeated%n",
                    guarantee, closing, listener.longestSilenceMs(), listener.repeats());
            listener.assertAllHeard();
        }
    }
}
