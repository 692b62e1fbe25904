package dev.sotto.training.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeAnalysisTest {

    private static final int RATE = 16_000;
    private static final double DECIBELS = 20 / Math.log(10);

    @Test
    void shouldNotLetANarrowLineLeakAnOctaveDown() {
        float[] line = TestVoice.band(7, 1, 300, 3400);
        double fall = mean(line, 0, 600) - mean(line, 0, 150);
        // With WORLD's window of 6 ms both were equal.
        assertTrue(fall > Math.log(30), "falls by " + DECIBELS * fall + " dB");
    }

    /**
     * The fundamental lies below the line, 54 dB under what is in its band. Without {@code restore} it was 33 under.
     */
    @ParameterizedTest
    @ValueSource(ints = {180, 220})
    void shouldLeaveANarrowLinesMissingFundamentalMissing(int f0) {
        float[] voice = TestVoice.of(1, at -> f0, hertz -> hertz > 300 ? 0.05 : 1e-4, 1);
        double fundamental = mean(voice, f0, f0) - Math.log(0.05);
        assertTrue(fundamental < -Math.log(120), "at " + DECIBELS * fundamental + " dB");
        for (int hertz = 600; hertz < 7000; hertz += 100) {
            assertEquals(Math.log(0.05), mean(voice, f0, hertz), 1 / DECIBELS, hertz + " Hz");
        }
    }

    private static double mean(float[] sound, double f0, int hertz) {
        EnvelopeAnalysis analysis = new EnvelopeAnalysis(RATE);
        double[] nepers = new double[EnvelopeAnalysis.BINS];
        double sum = 0;
        int steps = 0;
        for (int centre = 1600; centre < 14_400; centre += 80) {
            analysis.analyse(sound, centre, f0, f0 > 0, nepers);
            sum += nepers[bin(hertz)];
            steps++;
        }
        return sum / steps;
    }

    private static int bin(int hertz) {
        return hertz * EnvelopeAnalysis.SIZE / RATE;
    }
}
