package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import org.junit.jupiter.api.Test;

/** The expected values are those of reference.py among the resources, a second implementation in numpy and scipy. */
class SpectralDistanceTest {

    private static final double TOLERANCE = 0.001;

    private final Waveform speech = TestSpeech.kathleen();

    @Test
    void shouldAgreeWithTheReferenceOnNoise() {
        assertDistances(7.8784, 13.4698, 6.0085, Degradations.noisy(speech, 0.01));
    }

    @Test
    void shouldAgreeWithTheReferenceOnALowPass() {
        assertDistances(9.4995, 11.3764, 5.6053, Degradations.muffled(speech));
    }

    @Test
    void shouldAgreeWithTheReferenceOnCoarseSteps() {
        assertDistances(7.1263, 11.7906, 5.6135, Degradations.coarse(speech));
    }

    private static SpectralDistance distance(Waveform clean, Waveform heard) {
        return SpectralDistance.of(SpeechSpectra.of(clean), SpeechSpectra.of(heard));
    }

    private void assertDistances(double mel, double logSpectral, double melCepstral, Waveform heard) {
        SpectralDistance distance = distance(speech, heard);

        assertEquals(mel, distance.mel(), TOLERANCE);
        assertEquals(logSpectral, distance.logSpectral(), TOLERANCE);
        assertEquals(melCepstral, distance.melCepstral(), TOLERANCE);
    }

    @Test
    void shouldBeTheChangeOfLevelAndLeaveItOutOfTheCepstra() {
        // Noise lies above the floor everywhere.
        Waveform noise = TestAudio.noise(1, 2);

        SpectralDistance distance = distance(noise, Degradations.louder(noise, 2));

        assertEquals(6.0206, distance.mel(), 0.001);
        assertEquals(6.0206, distance.logSpectral(), 0.01);
        assertEquals(0, distance.melCepstral(), 0.001);
    }

    @Test
    void shouldBeNothingForTheSameSpeech() {
        assertDistances(0, 0, 0, speech);
    }

    @Test
    void shouldBeNoNumberWithoutSpeechAndTakeTheEndForSilence() {
        Waveform silence = TestAudio.silence(1);

        assertEquals(Double.NaN, distance(silence, speech).mel());
        assertEquals(Double.NaN, distance(speech.slice(0, 500), speech).melCepstral());
        assertEquals(
                new Reference(speech).score(speech.slice(0, 25_000).slice(0, speech.length())),
                new Reference(speech).score(speech.slice(0, 25_000)));
    }
}
