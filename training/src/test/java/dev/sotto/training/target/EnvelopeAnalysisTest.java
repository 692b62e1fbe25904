package dev.sotto.training.target;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EnvelopeAnalysisTest {

    private static final int RATE = 16_000;

    @Test
    void shouldNotLetANarrowLineLeakAnOctaveDown() {
        float[] line = TestVoice.band(7, 1, 300, 3400);
        EnvelopeAnalysis analysis = new EnvelopeAnalysis(RATE);
        double[] nepers = new double[EnvelopeAnalysis.BINS];
        double fall = 0;
        int steps = 0;
        for (int centre = 1600; centre < 14_400; centre += 80) {
            analysis.analyse(line, centre, 0, nepers);
            fall += nepers[bin(600)] - nepers[bin(150)];
            steps++;
        }
        // With WORLD's window of 6 ms both were equal.
        assertTrue(fall / steps > Math.log(30), "falls by " + 20 / Math.log(10) * fall / steps + " dB");
    }

    private static int bin(int hertz) {
        return hertz * EnvelopeAnalysis.SIZE / RATE;
    }
}
