package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import org.junit.jupiter.api.Test;

class SignalDistortionTest {

    private static final Waveform SPOKEN = TestAudio.sine(1000, 1);

    /** {@code gain} times what was spoken, and {@code noise} of the same power beside it, a quarter of a period off. */
    private static Waveform heard(double gain, double noise) {
        float[] samples = new float[SPOKEN.length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (gain * SPOKEN.samples()[i] + noise * 0.5 * Math.cos(2 * Math.PI * 1000 * i / 16_000));
        }
        return new Waveform(samples, 16_000);
    }

    @Test
    void shouldBeTheRatioOfPowers() {
        assertEquals(20, SignalDistortion.siSdr(SPOKEN, heard(1, 0.1)), 0.01);
        assertEquals(0, SignalDistortion.siSdr(SPOKEN, heard(1, 1)), 0.01);
        assertEquals(-20, SignalDistortion.siSdr(SPOKEN, heard(0.1, 1)), 0.01);
    }

    @Test
    void shouldNotHearHowLoudItIs() {
        assertEquals(20, SignalDistortion.siSdr(SPOKEN, heard(0.01, 0.001)), 0.01);
        assertEquals(20, SignalDistortion.siSdr(SPOKEN, heard(-1, 0.1)), 0.01);
        assertTrue(SignalDistortion.siSdr(SPOKEN, SPOKEN) > 80);
    }

    @Test
    void shouldStayFiniteForSilence() {
        Waveform silence = TestAudio.silence(1);
        assertTrue(Double.isFinite(SignalDistortion.siSdr(SPOKEN, silence)));
        assertTrue(Double.isFinite(SignalDistortion.siSdr(silence, SPOKEN)));
        assertTrue(Double.isFinite(SignalDistortion.siSdr(silence, silence)));
    }
}
