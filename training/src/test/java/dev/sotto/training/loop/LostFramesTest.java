package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LostFramesTest {

    private static final int FRAMES = 12;

    /** What becomes of frames whose latent is the square of their number. */
    private static double[] received(float[] parts, int segment) {
        double[] latents = new double[FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            for (int from = 0; from < FRAMES; from++) {
                latents[t] += parts[(segment * FRAMES + from) * FRAMES + t] * from * from;
            }
        }
        return latents;
    }

    @Test
    void shouldPutALineWhereOneToThreeFramesAreLost() {
        int segments = 300;
        float[] parts = LostFrames.parts(segments, FRAMES, 1, new SplittableRandom(1));
        int[] lengths = new int[5];
        for (int s = 0; s < segments; s++) {
            double[] latents = received(parts, s);
            int lost = 0;
            int first = 0;
            for (int t = 0; t < FRAMES; t++) {
                if (latents[t] != t * t) {
                    first = lost == 0 ? t : first;
                    lost++;
                }
            }
            lengths[lost]++;
            int before = first - 1;
            int after = first + lost;
            for (int t = first; t < after; t++) {
                double line = before * before + (t - before) * (after * after - before * before) / (lost + 1.0);
                assertEquals(line, latents[t], 1e-4);
            }
        }
        assertEquals(0, lengths[0] + lengths[4]);
        assertTrue(lengths[1] > 60 && lengths[2] > 60 && lengths[3] > 60);
    }

    @Test
    void shouldLoseFramesOfItsShareOfTheSegmentsOnly() {
        float[] parts = LostFrames.parts(1000, FRAMES, 0.25, new SplittableRandom(2));
        int whole = 0;
        for (int s = 0; s < 1000; s++) {
            double[] latents = received(parts, s);
            boolean same = true;
            for (int t = 0; t < FRAMES; t++) {
                same &= latents[t] == t * t;
            }
            whole += same ? 1 : 0;
        }
        assertEquals(750, whole, 50);
    }
}
