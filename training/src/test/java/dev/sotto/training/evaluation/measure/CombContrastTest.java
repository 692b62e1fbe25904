package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CombContrastTest {

    private static final double HERTZ = 125;
    private static final double[] VOICED = hertz(HERTZ);
    private static final double[] UNVOICED = hertz(0);

    private static double[] hertz(double value) {
        double[] hertz = new double[2 * 200];
        Arrays.fill(hertz, value);
        return hertz;
    }

    private static Waveform pulses() {
        float[] samples = new float[2 * TestAudio.SAMPLE_RATE];
        for (int i = 0; i < samples.length; i += TestAudio.SAMPLE_RATE / (int) HERTZ) {
            samples[i] = 0.9f;
        }
        return new Waveform(samples, TestAudio.SAMPLE_RATE);
    }

    @Test
    void shouldBeGreatOfPulsesAndNothingOfNoise() {
        CombContrast pulses = CombContrast.of(pulses(), VOICED, VOICED);
        CombContrast noise = CombContrast.of(TestAudio.noise(1, 2), VOICED, VOICED);

        assertTrue(pulses.low() > 15 && pulses.high() > 15, pulses.toString());
        assertEquals(0, noise.low(), 0.5);
        assertEquals(0, noise.high(), 0.5);
    }

    @Test
    void shouldTellTheBands() {
        // Pulses less at high frequencies, and noise that is stronger there.
        float[] samples = pulses().samples().clone();
        float[] noise = TestAudio.noise(1, 2).samples();
        for (int i = samples.length - 1; i > 0; i--) {
            samples[i] = samples[i] + samples[i - 1] + 0.2f * (noise[i] - noise[i - 1]);
        }

        CombContrast mixed = CombContrast.of(new Waveform(samples, TestAudio.SAMPLE_RATE), VOICED, VOICED);

        assertTrue(mixed.low() > mixed.high() + 2, mixed.toString());
    }

    @Test
    void shouldTakeTheSoundsOwnPitchAndElseTheOriginals() {
        Waveform pulses = pulses();

        assertEquals(CombContrast.of(pulses, VOICED, VOICED), CombContrast.of(pulses, VOICED, hertz(131)), "its own");
        assertEquals(CombContrast.of(pulses, VOICED, VOICED), CombContrast.of(pulses, UNVOICED, VOICED), "there");
        assertEquals(Double.NaN, CombContrast.of(pulses, VOICED, UNVOICED).low());
    }

    @Test
    void shouldBeNothingOfSilence() {
        assertEquals(new CombContrast(0, 0), CombContrast.of(TestAudio.silence(2), UNVOICED, VOICED));
    }
}
