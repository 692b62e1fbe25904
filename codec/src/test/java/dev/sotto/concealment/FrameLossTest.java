package dev.sotto.concealment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameLossTest {

    @ParameterizedTest
    @CsvSource({".01, 1", ".05, 1", ".05, 3", ".3, 8", ".5, 1"})
    void shouldLoseAsManyAsAskedForInBurstsOfThatLength(double share, int burst) {
        int frames = 200_000;
        boolean[] lost = new FrameLoss(share, burst, 5).of(frames);
        assertEquals(share, new FrameLoss(share, burst, 5).count(frames) / (double) frames, 0.05 * share);
        assertFalse(lost[0]);
        int run = 0;
        for (int t = 0; t < frames - burst; t++) {
            run = lost[t] ? run + 1 : 0;
            assertFalse(run > burst || lost[t] && !lost[t + 1] && run < burst, "frame " + t);
        }
    }

    @Test
    void shouldLoseTheSameForTheSameSeed() {
        boolean[] lost = new FrameLoss(0.1, 2, 5).of(1000);
        assertArrayEquals(lost, new FrameLoss(0.1, 2, 5).of(1000));
        assertFalse(Arrays.equals(lost, new FrameLoss(0.1, 2, 6).of(1000)));
    }

    @ParameterizedTest
    @CsvSource({"-.1, 1", ".51, 1", "NaN, 1", ".1, 0", ".1, 51"})
    void shouldRefuseWhatCannotBe(double share, int burst) {
        assertThrows(IllegalArgumentException.class, () -> new FrameLoss(share, burst, 1));
    }
}
