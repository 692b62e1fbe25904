package dev.sotto.training.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class SpeedChangeTest {

    private static final int WIDTH = SpeedChange.WIDTH;
    private static final double DECIBELS = 20 / Math.log(10);

    private final TargetAnalysis analysis = new TargetAnalysis();

    /** The envelope moves as well, or time could stand still unnoticed. */
    private static float[] voice(double speed) {
        DoubleUnaryOperator pitch = t -> 130 + 30 * Math.sin(2 * t);
        return TestVoice.of(1, pitch, TestVoice::envelope, speed);
    }

    private float[] codecRows(float[] sound) {
        float[] rows = analysis.of(sound);
        int steps = rows.length / TargetAnalysis.WIDTH;
        float[] codec = new float[steps * WIDTH];
        new SpeedChange(1).apply(rows, 0, 1, steps, codec, 0);
        return codec;
    }

    @Test
    void shouldPickTheCodecsPointsWhereNothingChanges() {
        float[] sound = voice(1);
        float[] rows = analysis.of(sound);
        float[] codec = codecRows(sound);
        for (int k = 0; k < codec.length / WIDTH; k++) {
            assertEquals(rows[k * TargetAnalysis.WIDTH], codec[k * WIDTH]);
            assertEquals(rows[k * TargetAnalysis.WIDTH + 1], codec[k * WIDTH + 1]);
            for (int i = 0; i < MelPoints.CODEC; i++) {
                float expected = rows[k * TargetAnalysis.WIDTH + TargetAnalysis.ENVELOPE + 3 * i];
                assertEquals(expected, codec[k * WIDTH + TargetAnalysis.ENVELOPE + i], 1e-5);
            }
        }
    }

    @Test
    void shouldGiveWhatTheAnalysisOfTheFasterSoundGives() {
        float[] sound = voice(1);
        float[] rows = analysis.of(sound);
        for (double factor : new double[] {0.88, 0.95, 1.07, 1.12}) {
            float[] expected = codecRows(voice(factor));
            int steps = expected.length / WIDTH;
            float[] given = new float[steps * WIDTH];
            new SpeedChange(factor).apply(rows, 0, 1, steps, given, 0);
            double error = 0;
            int number = 0;
            for (int k = 15; k < steps - 15; k++) {
                double f0 = expected[k * WIDTH];
                assertEquals(f0, given[k * WIDTH], 0.01 * f0, factor + " at step " + k);
                for (int i = 0; i < MelPoints.CODEC; i++) {
                    // Near the edge of what the slower sound holds, the analysis smooths.
                    if (MelPoints.hertz(3 * i) < 7600 * Math.min(1, factor)) {
                        int at = k * WIDTH + TargetAnalysis.ENVELOPE + i;
                        error += DECIBELS * Math.abs(expected[at] - given[at]);
                        number++;
                    }
                }
            }
            assertTrue(error / number < 0.7, factor + ": " + error / number + " dB");
        }
    }

    @Test
    void shouldSayThatNothingLiesAboveTheBandOfASlowerSound() {
        float[] sound = voice(1);
        float[] given = new float[WIDTH];
        new SpeedChange(0.88).apply(analysis.of(sound), 100, 1, 1, given, 0);
        assertEquals(SpeedChange.EMPTY, given[WIDTH - 1]);
        assertTrue(given[WIDTH - 5] > -9, "6.4 kHz is there: " + given[WIDTH - 5]);
    }

    @Test
    void shouldBeginBetweenRowsAndScaleByTheGain() {
        float[] sound = voice(1);
        float[] rows = analysis.of(sound);
        float[] all = codecRows(sound);
        float[] given = new float[7 + 2 * WIDTH];
        new SpeedChange(1).apply(rows, 40.4, 0.5f, 2, given, 7);
        for (int j = 0; j < 2; j++) {
            assertEquals(all[(40 + j) * WIDTH], given[7 + j * WIDTH]);
            assertEquals(all[(40 + j) * WIDTH + 9] - Math.log(2), given[7 + j * WIDTH + 9], 1e-5);
        }
        assertEquals(3, new SpeedChange(1).rowsNeeded(2));
        assertThrows(IllegalArgumentException.class, () -> new SpeedChange(3));
    }
}
