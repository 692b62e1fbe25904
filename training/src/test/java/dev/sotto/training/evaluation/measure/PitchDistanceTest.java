package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PitchDistanceTest {

    /** Anscombe's first set (1973): its correlation is published, 0.816. */
    @Test
    void shouldCorrelateAsPublished() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

        PitchDistance distance = PitchDistance.of(new PitchTrack(x), new PitchTrack(y));

        assertEquals(0.81642, distance.correlation(), 1e-5);
        assertEquals(0, distance.voicingError());
    }

    @Test
    void shouldCountFramesVoicedInOneOnly() {
        double[] clean = new double[40];
        Arrays.fill(clean, 10, 30, 100);
        clean[12] = 120;
        double[] heard = clean.clone();
        heard[15] = 0;
        heard[16] = 0;
        heard[35] = 100;

        PitchDistance distance = PitchDistance.of(new PitchTrack(clean), new PitchTrack(heard));

        assertEquals(3 / 40.0, distance.voicingError());
        assertEquals(1, distance.correlation(), 1e-12);
    }

    @Test
    void shouldBeNoNumberWhereNothingIsVoiced() {
        PitchTrack silence = new PitchTrack(new double[40]);

        assertEquals(Double.NaN, PitchDistance.of(silence, silence).correlation());
        assertEquals(0, PitchDistance.of(silence, silence).voicingError());
        PitchTrack none = new PitchTrack(new double[0]);
        assertEquals(Double.NaN, PitchDistance.of(none, none).voicingError());
    }

    @Test
    void shouldKeepTheMelodyOfNoisySpeechAndLoseItInNoise() {
        Waveform speech = TestSpeech.kathleen();
        PitchTrack clean = PitchTrack.of(speech);

        PitchDistance slight = PitchDistance.of(clean, PitchTrack.of(Degradations.noisy(speech, 0.003)));
        PitchDistance gone = PitchDistance.of(clean, PitchTrack.of(TestAudio.noise(1, speech.seconds())));

        assertTrue(slight.correlation() > 0.95 && slight.voicingError() < 0.1, slight.toString());
        assertTrue(gone.voicingError() > 0.2, gone.toString());
    }
}
