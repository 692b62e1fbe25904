package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FailuresTest {

    private final Failures failures = new Failures(3, 100);

    @Test
    void shouldBearAFewWithinTheWindow() {
        assertTrue(failures.isBearable(0) && failures.isBearable(10) && failures.isBearable(20));
        assertFalse(failures.isBearable(30));
    }

    @Test
    void shouldForgetThoseBeforeTheWindow() {
        for (int day = 0; day < 1_000; day++) {
            assertTrue(failures.isBearable(day * 50L), "failure " + day);
        }
    }
}
