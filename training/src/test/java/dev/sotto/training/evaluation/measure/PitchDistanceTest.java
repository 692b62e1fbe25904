package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PitchDistanceTest {

    /** Anscombe's first set (1973): its correlation is published, 0.816. */
    @Test
    void shouldCorrelateAsPublished() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

        PitchDistance distance = PitchDistance.of(x, y);

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

        PitchDistance distance = PitchDistance.of(clean, heard);

        assertEquals(3 / 40.0, distance.voicingError());
        assertEquals(1, distance.correlation(), 1e-12);
    }

    @Test
    void shouldCountOctavesAsGrossErrors() {
        double[] clean = new double[40];
        Arrays.fill(clean, 0, 20, 100);
        double[] heard = clean.clone();
        heard[3] = 200;
        heard[4] = 50;
        heard[5] = 121;
        heard[6] = 119;
        heard[7] = 0;
        heard[30] = 300;

        assertEquals(3 / 19.0, PitchDistance.of(clean, heard).grossError());
    }

    private static double[] hertz(Waveform sound) {
        return VoiceParameters.of(new TargetAnalysis(), sound).hertz();
    }

    @Test
    void shouldBeNoNumberWhereNothingIsVoiced() {
        double[] silence = new double[40];

        assertEquals(Double.NaN, PitchDistance.of(silence, silence).correlation());
        assertEquals(Double.NaN, PitchDistance.of(silence, silence).grossError());
        assertEquals(0, PitchDistance.of(silence, silence).voicingError());
        double[] none = new double[0];
        assertEquals(Double.NaN, PitchDistance.of(none, none).voicingError());
    }

    @Test
    void shouldKeepTheMelodyOfNoisySpeechAndLoseItInNoise() {
        Waveform speech = TestSpeech.kathleen();
        double[] clean = hertz(speech);

        PitchDistance slight = PitchDistance.of(clean, hertz(Degradations.noisy(speech, 0.003)));
        PitchDistance gone = PitchDistance.of(clean, hertz(TestAudio.noise(1, speech.seconds())));

        assertTrue(
                slight.correlation() > 0.95 && slight.grossError() < 0.05 && slight.voicingError() < 0.1,
                slight.toString());
        assertTrue(gone.voicingError() > 0.2, gone.toString());
    }
}
