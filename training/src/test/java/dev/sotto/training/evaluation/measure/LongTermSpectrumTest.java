package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import org.junit.jupiter.api.Test;

class LongTermSpectrumTest {

    private static double[] difference(Waveform clean, Waveform heard) {
        return LongTermSpectrum.difference(SpeechSpectra.of(clean), SpeechSpectra.of(heard));
    }

    /** Of {@code y[n] = (x[n] + x[n-1]) / 2}, whose power gain at frequency f is cos²(pi f / rate). */
    @Test
    void shouldGiveTheOctavesOfALowPass() {
        Waveform noise = TestAudio.noise(1, 5);
        float[] smooth = noise.samples().clone();
        for (int i = 1; i < smooth.length; i++) {
            smooth[i] = (noise.samples()[i] + noise.samples()[i - 1]) / 2;
        }

        double[] octaves = difference(noise, new Waveform(smooth, TestAudio.SAMPLE_RATE));

        double[] expected = new double[7];
        for (int i = 0; i < expected.length; i++) {
            double from = 125 * Math.pow(2, i - 0.5);
            double to = Math.min(8000, 2 * from);
            // The mean of cos² is (1 + mean of the cosine of the double) / 2.
            double turn = 2 * Math.PI / TestAudio.SAMPLE_RATE;
            double gain = 0.5 + (Math.sin(turn * to) - Math.sin(turn * from)) / (2 * turn * (to - from));
            expected[i] = 10 * Math.log10(gain);
        }
        assertEquals(-11.7, expected[6], 0.1, "the test's own arithmetic");
        assertArrayEquals(expected, octaves, 0.2);
    }

    @Test
    void shouldBeTheChangeOfLevel() {
        Waveform noise = TestAudio.noise(1, 1);

        for (double octave : difference(noise, Degradations.louder(noise, 0.5))) {
            assertEquals(-6.0206, octave, 1e-3);
        }
    }

    @Test
    void shouldTakeWhatLies60DecibelsLowForNothing() {
        Waveform tone = TestAudio.sine(1000, 1);

        double[] octaves = difference(tone, TestAudio.silence(1));

        assertEquals(-60, octaves[3], 0.1);
        assertEquals(0, octaves[0], 1e-9);
    }
}
