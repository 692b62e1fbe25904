package dev.sotto.service.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BitrateTest {

    private final Bitrate bitrate = new Bitrate(0);

    @Test
    void shouldTellBytesForEachSecondOfSpeech() {
        assertEquals(1.5, bitrate.kbps(at(10), 1_875, 10));
    }

    @Test
    void shouldBeNothingWhereNobodySpeaks() {
        assertTrue(Double.isNaN(bitrate.kbps(at(10), 50, 0)));
    }

    @Test
    void shouldForgetWhatWasMoreThanAMinuteAgo() {
        for (int second = 10; second <= 100; second += 10) {
            bitrate.kbps(at(second), 1_000.0 * second, second);
        }
        // From here on twice as much.
        assertEquals(8, bitrate.kbps(at(100), 100_000, 100));
        for (int second = 110; second < 160; second += 10) {
            bitrate.kbps(at(second), 100_000 + 2_000.0 * (second - 100), second);
        }
        assertEquals(16, bitrate.kbps(at(160), 220_000, 160));
    }

    @Test
    void shouldGiveTheSameToTwoWhoAskAtOnce() {
        assertEquals(bitrate.kbps(at(10), 1_875, 10), bitrate.kbps(at(10) + 1, 1_875, 10));
    }

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
