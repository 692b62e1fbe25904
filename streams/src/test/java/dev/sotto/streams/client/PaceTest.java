package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void shouldKeepTheTimeOfSpeech() throws InterruptedException {
        Pace pace = Pace.realTime(16_000);
        long start = System.nanoTime();
        for (int position = 320; position <= 3200; position += 320) {
            pace.await(position);
        }
        // The first call is the start: nine of ten chunks are waited for.
        long taken = System.nanoTime() - start;
        assertTrue(
                taken >= Duration.ofMillis(180).toNanos(),
                Duration.ofNanos(taken).toString());
    }

    @Test
    void shouldEndWhenInterrupted() {
        Pace pace = Pace.realTime(1);
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> {
            pace.await(0);
            pace.await(3600);
        });
    }
}
