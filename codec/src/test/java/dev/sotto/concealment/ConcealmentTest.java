package dev.sotto.concealment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.synthesis.MelPoints;
import dev.sotto.synthesis.SpeechParameters;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What becomes of the decoder's words, by hand. */
class ConcealmentTest {

    private static final int STEPS = 4;
    private static final float LOUD = -3;
    private static final float ROOM = -9;

    private final Concealment concealment = new Concealment(2, STEPS);

    private static float[] frame(float nepers) {
        float[] envelope = new float[MelPoints.COUNT];
        Arrays.fill(envelope, nepers);
        float[] rows = new float[STEPS * SpeechParameters.WIDTH];
        for (int step = 0; step < STEPS; step++) {
            SpeechParameters.put(envelope, 0, 120, -20, rows, step * SpeechParameters.WIDTH);
        }
        return rows;
    }

    private void hear(int from, int to, float nepers) {
        for (int frame = from; frame < to; frame++) {
            float[] rows = frame(nepers);
            concealment.listen(frame, rows, 0);
            concealment.heard(new float[2], 0);
            concealment.restore(rows, 0, STEPS);
        }
    }

    /** The level of each step of so many missing frames, in nepers. */
    private float[] levels(int frames) {
        float[] levels = new float[frames * STEPS];
        for (int t = 0; t < frames; t++) {
            float[] rows = frame(LOUD);
            concealment.fade(rows, 0);
            for (int step = 0; step < STEPS; step++) {
                int row = step * SpeechParameters.WIDTH;
                levels[t * STEPS + step] = SpeechParameters.envelope(rows, row, 7);
                assertEquals(t * STEPS + step < 31, SpeechParameters.voiced(rows, row), "step " + step + " of " + t);
            }
        }
        return levels;
    }

    @Test
    void shouldContinueThenFadeToTheQuietestThatWasHeard() {
        hear(0, 40, LOUD);
        hear(40, 41, ROOM);
        hear(41, 60, LOUD);
        float[] levels = levels(40);

        for (int step = 0; step < 20; step++) {
            assertEquals(LOUD, levels[step], 0);
        }
        for (int step = 20; step < 32; step++) {
            assertEquals((ROOM - LOUD) / 12, levels[step] - levels[step - 1], 1e-5, "step " + step);
        }
        for (int step = 31; step < levels.length; step++) {
            assertEquals(ROOM, levels[step], 1e-5);
        }
        float[] rows = frame(LOUD);
        concealment.heard(new float[2], 0);
        concealment.restore(rows, 0, STEPS);
        assertEquals((ROOM + LOUD) / 2, SpeechParameters.envelope(rows, 0, 7), 1e-5);
        assertEquals(LOUD, SpeechParameters.envelope(rows, SpeechParameters.WIDTH, 7), 0);
    }

    @Test
    void shouldForgetAQuietMomentAfterTwoToTwoAndAHalfSeconds() {
        hear(0, 1, ROOM);
        hear(1, 125, LOUD);
        assertEquals(ROOM, levels(10)[39], 1e-5);
        hear(125, 126, LOUD);
        assertEquals(LOUD, levels(10)[39], 1e-5);
    }

    @Test
    void shouldKnowTheSameWhoeverBeganLater() {
        Background early = new Background(STEPS);
        Background late = new Background(STEPS);
        for (int frame = 0; frame < 400; frame++) {
            float[] rows = frame(-4 - 3 * (float) Math.sin(frame * frame));
            early.hear(frame, rows, 0);
            if (frame >= 200) {
                late.hear(frame, rows, 0);
            }
            float[] one = new float[MelPoints.COUNT];
            float[] other = new float[MelPoints.COUNT];
            assertTrue(early.read(one));
            if (frame >= 200 + Background.memoryFrames()) {
                assertTrue(late.read(other));
                assertArrayEquals(one, other, "frame " + frame);
            }
        }
        assertFalse(new Background(STEPS).read(new float[MelPoints.COUNT]));
    }
}
