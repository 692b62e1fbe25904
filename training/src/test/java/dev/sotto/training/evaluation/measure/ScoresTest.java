package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void shouldBePerfectForTheSameSpeech() {
        Waveform speech = TestSpeech.kathleen();

        Scores scores = new Reference(speech).score(speech);

        assertEquals(1, scores.stoi(), 1e-9);
        assertEquals(1, scores.estoi(), 1e-9);
        assertTrue(scores.siSdr() > 100);
        assertEquals(0, scores.melDistance());
        assertEquals(0, scores.logSpectralDistance());
        assertEquals(0, scores.melCepstralDistortion());
        assertEquals(1, scores.pitchCorrelation(), 1e-9);
        assertEquals(0, scores.voicingError());
        assertNull(scores.pesq());
    }

    @Test
    void shouldSayNothingOfSilence() {
        Scores scores = new Reference(TestAudio.silence(1)).score(TestAudio.noise(1, 1));

        assertNull(scores.stoi());
        assertNull(scores.melDistance());
        assertNull(scores.pitchCorrelation());
    }

    @Test
    void shouldAverageOverTheClipsThatHaveTheMeasure() {
        Scores one = new Scores(0.5, 0.4, 1.0, 2.0, 3.0, 4.0, null, 0.1, null);
        Scores other = new Scores(0.7, null, 3.0, 4.0, 5.0, 6.0, 0.9, 0.3, null);

        Scores mean = Scores.mean(List.of(one, other));

        assertEquals(0.6, mean.stoi(), 1e-12);
        assertEquals(0.4, mean.estoi());
        assertEquals(2, mean.siSdr());
        assertEquals(0.9, mean.pitchCorrelation());
        assertEquals(0.2, mean.voicingError(), 1e-12);
        assertNull(mean.pesq());
        assertEquals(
                2.5,
                Scores.mean(List.of(one.withPesq(2.0), other.withPesq(3.0))).pesq());
    }
}
