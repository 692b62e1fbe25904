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
    void shouldQuantizeWithTheRatesThatAreOffered() {
        int[] counts = new int[9];
        for (int codebooks : Schedule.codebooks(10_000, 8, new SplittableRandom(1))) {
            counts[codebooks]++;
        }
        assertEquals(0, counts[0]);
        for (int offered : new int[] {1, 2, 3, 4, 6, 8}) {
            assertTrue(counts[offered] > 800, offered + " codebooks: " + counts[offered] + " times");
        }
    }

    @Test
    void shouldSometimesUseAllCodebooksHoweverFewThereAre() {
        for (int numCodebooks = 1; numCodebooks <= 8; numCodebooks++) {
            int all = 0;
            for (int codebooks : Schedule.codebooks(1000, numCodebooks, new SplittableRandom(2))) {
                assertTrue(codebooks >= 1 && codebooks <= numCodebooks);
                all += codebooks == numCodebooks ? 1 : 0;
            }
            assertTrue(all > 50, all + " times all of " + numCodebooks);
        }
    }
}
