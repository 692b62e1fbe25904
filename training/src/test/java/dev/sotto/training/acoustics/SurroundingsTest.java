package dev.sotto.training.acoustics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.training.target.MelPoints;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {

    private static final int POINTS = MelPoints.FINE;

    private final float[] spoken = TestAudio.noise(3, 1).samples();

    /** Mean log amplitudes of unvoiced rows, without those at the sound's ends. */
    private static double[] mean(float[] rows) {
        int steps = rows.length / TargetAnalysis.WIDTH;
        double[] mean = new double[POINTS];
        for (int t = 20; t < steps - 20; t++) {
            for (int i = 0; i < POINTS; i++) {
                mean[i] += rows[t * TargetAnalysis.WIDTH + TargetAnalysis.ENVELOPE + i] / (steps - 40);
            }
        }
        return mean;
    }

    private static double[] heard(Surroundings surroundings, float[] sound) {
        return mean(new TargetAnalysis().pitchAndEnvelope(surroundings.heard(sound, new SplittableRandom(1))));
    }

    private static double[] told(Surroundings surroundings, float[] sound) {
        float[] rows = new TargetAnalysis()
                .pitchAndEnvelope(Arrays.copyOfRange(sound, Acoustics.MARGIN, sound.length - Acoustics.MARGIN));
        surroundings.alter(rows, POINTS, rows.length / TargetAnalysis.WIDTH);
        return mean(rows);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3400, 6000})
    void shouldTellTheEnvelopeOfWhatComesOverALine(double highest) {
        Surroundings line = new Surroundings(Noise.NONE, Line.of(300, highest));
        double[] told = told(line, spoken);
        double[] heard = heard(line, spoken);
        double loudest = Arrays.stream(heard).max().orElseThrow();
        for (int i = 0; i < POINTS; i++) {
            double hertz = MelPoints.hertz(i);
            if (hertz > 500 && hertz < highest - 400) {
                assertEquals(heard[i], told[i], 0.2, hertz + " Hz");
            }
            if (hertz > highest + 700) {
                assertTrue(told[i] < loudest - 6 && heard[i] < loudest - 4, hertz + " Hz");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.9})
    void shouldTellTheEnvelopeOfNoiseBehind(double colour) {
        Surroundings noisy = new Surroundings(new Noise(0.02, colour), Line.WIDE);
        float[] quiet = new float[spoken.length];
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = 0.01f * spoken[i];
        }
        double[] told = told(noisy, quiet);
        double[] heard = heard(noisy, quiet);
        for (int i = 5; i < POINTS; i++) {
            // A logarithm's mean is below that of what it is of; so is it in every target of noise.
            assertEquals(heard[i], told[i], 0.35, MelPoints.hertz(i) + " Hz");
        }
    }

    @Test
    void shouldCallNoiseAperiodic() {
        float[] rows = new float[TargetAnalysis.WIDTH];
        rows[TargetAnalysis.F0] = 120;
        rows[TargetAnalysis.APERIODICITY] = -20;
        Arrays.fill(rows, TargetAnalysis.ENVELOPE, rows.length, (float) Math.log(0.01));
        new Surroundings(new Noise(0.01, 0), Line.WIDE).alter(rows, POINTS, 1);
        assertEquals(10 * Math.log10((0.01 + 1) / 2), rows[TargetAnalysis.APERIODICITY], 1e-4);
        assertEquals(120, rows[TargetAnalysis.F0]);
    }

    @Test
    void shouldLeaveWhatMeetsNothingAsItIs() {
        Surroundings nothing = new Acoustics(0, 0).draw(0.1f, new SplittableRandom(1));
        float[] heard = nothing.heard(spoken, new SplittableRandom(2));
        assertArrayEquals(Arrays.copyOfRange(spoken, Line.HALF, spoken.length - Line.HALF), heard);
    }
}
