package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.TestSpeech;
import dev.sotto.training.evaluation.rival.Rivals;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputLevelTest {

    private static double peak(Waveform sound) {
        double peak = 0;
        for (float sample : sound.samples()) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    @Test
    void shouldBeLouderOrQuieter() {
        Waveform clip = TestAudio.sine(1000, 0.1);
        assertEquals(0.05, peak(new InputLevel(-20).of(clip)), 1e-6);
        assertEquals(0.5 * Math.pow(10, 0.25), peak(new InputLevel(5).of(clip)), 1e-6);
        assertFalse(new InputLevel(5).isHeldBack(clip));
        assertEquals(0, peak(new InputLevel(60).of(TestAudio.silence(0.1))));
    }

    @Test
    void shouldNotClip() {
        Waveform clip = TestAudio.sine(1000, 0.1);
        assertEquals(0.99, peak(new InputLevel(7).of(clip)), 1e-6);
        assertTrue(new InputLevel(7).isHeldBack(clip));
        // A clip at full scale already stays as it is, and gets quieter by all that is asked.
        Waveform full = new Waveform(new float[] {1, -1, 0.5f}, 16_000);
        assertEquals(full, new InputLevel(6).of(full));
        assertEquals(0.1, peak(new InputLevel(-20).of(full)), 1e-6);
    }

    /** How much STOI at 3 kbps falls by a gain, of the model that ships on the clips that ship with it. */
    private static double stoiFall(double gainDb) {
        Waveform clip = AudioFiles.defaultClip();
        List<Waveform> clips = List.of(TestSpeech.kathleen(), clip.slice(0, 64_000), clip.slice(64_000, 64_000));
        Evaluation evaluation = new EvaluationPlan(
                        SpeechCodec.bundled(), List.of(6), Rivals.NONE, List.of(gainDb), List.of(), Optional.empty(), 2)
                .run(clips, EvaluationListener.counting(done -> {}));
        assertEquals(3, evaluation.rows().get(0).nominalKbps(), 1e-9);
        return evaluation.levels().get(0).stoiFall();
    }

    @Test
    void shouldHardlyMatterToTheModelThatShipsWhereItIsLouder() {
        assertEquals(0, stoiFall(6), 0.02);
    }

    @Test
    void shouldHardlyMatterToTheModelThatShipsWhereItIsQuieter() {
        assertEquals(0, stoiFall(-20), 0.02);
    }
}
