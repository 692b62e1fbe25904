package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void shouldWarmUpAndThenDecay() {
        float highest = 0.001f;
        assertTrue(Schedule.learningRate(highest, 0, 0) < highest / 50);
        assertEquals(highest, Schedule.learningRate(highest, 1000, 0), 1e-6f);
        float last = Float.MAX_VALUE;
        for (double progress = 0; progress <= 1; progress += 0.01) {
            float rate = Schedule.learningRate(highest, 1000, progress);
            assertTrue(rate > 0 && rate < last, "at " + progress + ": " + rate);
            last = rate;
        }
    }

    @Test
    void shouldQuantizeWithEveryNumberOfCodebooksAndSometimesWithNone() {
        int[] counts = new int[9];
        for (int codebooks : Schedule.codebooks(9000, 8, new SplittableRandom(1))) {
            counts[codebooks]++;
        }
        for (int n = 0; n < counts.length; n++) {
            assertTrue(counts[n] > 500 && counts[n] < 2000, n + " codebooks: " + counts[n] + " times");
        }
    }

    @Test
    void shouldWeighPhaseMoreTheMoreBitsThereAre() {
        for (int n = 1; n < 16; n++) {
            assertTrue(Schedule.phaseWeight(n) > 0);
            assertTrue(Schedule.phaseWeight(n + 1) >= Schedule.phaseWeight(n));
        }
        assertEquals(1, Schedule.phaseWeight(Schedule.UNQUANTIZED));
    }

    @Test
    void shouldWeighTheWaveformLessInTheEnd() {
        float last = Float.MAX_VALUE;
        for (double progress = 0; progress <= 1; progress += 0.1) {
            float weight = Schedule.waveformWeight(progress);
            assertTrue(weight > 0 && weight <= last);
            last = weight;
        }
        assertTrue(last < Schedule.waveformWeight(0) / 2);
    }
}
