package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import org.junit.jupiter.api.Test;

class SignalDistortionTest {

    private final Waveform speech = TestSpeech.kathleen();

    /** The expected values are reference.py's. */
    @Test
    void shouldAgreeWithTheReference() {
        assertEquals(15.5316, SignalDistortion.siSdr(speech, Degradations.noisy(speech, 0.01)), 0.001);
        assertEquals(-0.5900, SignalDistortion.siSdr(speech, Degradations.muffled(speech)), 0.001);
        assertEquals(16.3467, SignalDistortion.siSdr(speech, Degradations.coarse(speech)), 0.001);
    }

    @Test
    void shouldBeTheRatioOfTheEnergiesWhereTheErrorIsOrthogonal() {
        Waveform spoken = new Waveform(new float[] {1, 0, 2, 0}, 16_000);
        Waveform heard = new Waveform(new float[] {1, 0.5f, 2, 0}, 16_000);

        assertEquals(10 * Math.log10(5 / 0.25), SignalDistortion.siSdr(spoken, heard), 1e-6);
    }

    @Test
    void shouldNotHearTheLevel() {
        Waveform heard = Degradations.noisy(speech, 0.01);

        assertEquals(
                SignalDistortion.siSdr(speech, heard),
                SignalDistortion.siSdr(speech, Degradations.louder(heard, 0.1)),
                1e-4);
        assertTrue(SignalDistortion.siSdr(speech, speech) > 100);
    }
}
