package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.GsonBuilder;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void shouldBePerfectForTheSameSpeech() {
        Waveform speech = TestSpeech.kathleen();
        Reference reference = new Reference(speech);

        Scores scores = reference.score(speech);

        assertEquals(1, scores.get(Measure.STOI), 1e-9);
        assertEquals(1, scores.get(Measure.ESTOI), 1e-9);
        assertTrue(scores.get(Measure.SI_SDR) > 100);
        assertEquals(1, scores.get(Measure.PITCH_CORRELATION), 1e-9);
        for (Measure measure : List.of(
                Measure.ENVELOPE_ERROR,
                Measure.MEL_DISTANCE,
                Measure.OCTAVE_125,
                Measure.OCTAVE_8000,
                Measure.ONSET_SHARPNESS,
                Measure.LOG_SPECTRAL_DISTANCE,
                Measure.MEL_CEPSTRAL_DISTORTION,
                Measure.PITCH_GROSS_ERROR,
                Measure.VOICING_ERROR)) {
            assertEquals(0, scores.get(measure), measure.toString());
        }
        assertEquals(reference.original().get(Measure.COMB_LOW), scores.get(Measure.COMB_LOW));
        assertTrue(scores.get(Measure.COMB_LOW) > 3, scores.toString());
        assertNull(scores.get(Measure.PESQ));
    }

    @Test
    void shouldSayNothingOfSilence() {
        Scores scores = new Reference(TestAudio.silence(1)).score(TestAudio.noise(1, 1));

        for (Measure measure : List.of(
                Measure.STOI,
                Measure.ENVELOPE_ERROR,
                Measure.MEL_DISTANCE,
                Measure.OCTAVE_1000,
                Measure.COMB_LOW,
                Measure.ONSET_SHARPNESS,
                Measure.PITCH_CORRELATION)) {
            assertNull(scores.get(measure), measure.toString());
        }
    }

    @Test
    void shouldAverageOverTheClipsThatHaveTheMeasure() {
        Scores one =
                Scores.NONE.with(Measure.STOI, 0.5).with(Measure.ESTOI, 0.4).with(Measure.PESQ, Double.NaN);
        Scores other = Scores.NONE.with(Measure.STOI, 0.7).with(Measure.PITCH_CORRELATION, 0.9);

        Scores mean = Scores.mean(List.of(one, other));

        assertEquals(0.6, mean.get(Measure.STOI), 1e-12);
        assertEquals(0.4, mean.get(Measure.ESTOI));
        assertEquals(0.9, mean.get(Measure.PITCH_CORRELATION));
        assertNull(mean.get(Measure.PESQ));
    }

    @Test
    void shouldFindTheOctaveThatDeviatesMostInTheMean() {
        Scores one = Scores.NONE.with(Measure.OCTAVE_125, 9).with(Measure.OCTAVE_2000, -5);
        Scores other = Scores.NONE.with(Measure.OCTAVE_125, -9).with(Measure.OCTAVE_2000, -7);

        assertEquals(6, Scores.mean(List.of(one, other)).get(Measure.SPECTRUM_DEVIATION));
        assertNull(Scores.mean(List.of(Scores.NONE)).get(Measure.SPECTRUM_DEVIATION));
    }

    @Test
    void shouldBeOneNameAndNumberEachInJson() {
        String json = new GsonBuilder().serializeNulls().create().toJson(Scores.NONE.with(Measure.STOI, 0.5));

        assertTrue(json.startsWith("{\"envelopeError\":null,"), json);
        assertTrue(json.contains("\"stoi\":0.5"), json);
    }
}
