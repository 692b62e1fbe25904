package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnvelopeErrorTest {

    private final TargetAnalysis analysis = new TargetAnalysis();

    private VoiceParameters parameters(Waveform sound) {
        return VoiceParameters.of(analysis, sound);
    }

    private static VoiceParameters envelope(float... decibels) {
        float[][] steps = new float[decibels.length][3];
        for (int t = 0; t < steps.length; t++) {
            Arrays.fill(steps[t], (float) (decibels[t] * Math.log(10) / 20));
        }
        return new VoiceParameters(new double[steps.length], steps);
    }

    @Test
    void shouldBeTheMeanDifference() {
        assertEquals(2, EnvelopeError.decibels(envelope(0, -10, -20, -30), envelope(3, -11, -20, -34)), 1e-5);
    }

    @Test
    void shouldTakeWhatLies87DecibelsLowForNothing() {
        assertEquals(5, EnvelopeError.decibels(envelope(0, -97, -82, -117), envelope(0, -117, -102, -72)), 1e-5);
    }

    @Test
    void shouldBeTheChangeOfLevel() {
        Waveform noise = TestAudio.noise(1, 1);

        double error = EnvelopeError.decibels(parameters(noise), parameters(Degradations.louder(noise, 0.5)));

        assertEquals(6.02, error, 0.02);
    }

    @Test
    void shouldBeNothingForTheSameAndMuchForMuffledSpeech() {
        Waveform speech = TestSpeech.kathleen();
        VoiceParameters clean = parameters(speech);

        assertEquals(0, EnvelopeError.decibels(clean, clean));
        assertTrue(EnvelopeError.decibels(clean, parameters(Degradations.muffled(speech))) > 5);
    }

    @Test
    void shouldBeNoNumberInSilence() {
        VoiceParameters silence = parameters(TestAudio.silence(0.5));

        assertEquals(Double.NaN, EnvelopeError.decibels(silence, parameters(TestAudio.noise(1, 0.5))));
        assertEquals(Double.NaN, EnvelopeError.decibels(parameters(TestAudio.silence(0)), silence));
    }
}
