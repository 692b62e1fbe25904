package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.measure.Stoi;
import dev.sotto.measure.TestSpeech;
import dev.sotto.model.TestModels;
import dev.sotto.training.evaluation.measure.Measure;
import dev.sotto.training.evaluation.measure.Reference;
import dev.sotto.training.evaluation.measure.Scores;
import dev.sotto.training.evaluation.program.ProgramFailedException;
import dev.sotto.training.evaluation.rival.Rival;
import dev.sotto.training.evaluation.rival.Rivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationPlanTest {

    private static final List<Waveform> CLIPS =
            List.of(TestSpeech.kathleen(), TestAudio.speech(1, 1), TestAudio.speech(2, 1.3), TestAudio.silence(1));

    private final SpeechCodec codec = SpeechCodec.of(TestModels.tiny(1));

    /** Gives back what it got, late by 500 samples, and claims ten bytes a clip. */
    private record Echo(String name) implements Rival {

        @Override
        public String family() {
            return "Echo";
        }

        @Override
        public Coded code(Waveform speech) {
            float[] late = new float[speech.length() + 700];
            System.arraycopy(speech.samples(), 0, late, 500, speech.length());
            return new Coded(new Waveform(late, speech.sampleRate()), 10);
        }
    }

    /** Fails on the clip of one second that is no silence. */
    private record Broken(String name) implements Rival {

        @Override
        public String family() {
            return "Broken";
        }

        @Override
        public Coded code(Waveform speech) {
            if (speech.equals(CLIPS.get(1))) {
                throw new ProgramFailedException("it is broken");
            }
            return new Coded(speech, 1);
        }
    }

    private Evaluation run(int threads, List<Rival> rivals, List<Waveform> clips, Double... losses) {
        return new EvaluationPlan(
                        codec,
                        List.of(1, 4),
                        new Rivals(rivals, List.of("c2enc/c2dec")),
                        List.of(-20.0, 12.0),
                        List.of(losses),
                        Optional.empty(),
                        threads)
                .run(clips, EvaluationListener.counting(done -> {}));
    }

    @Test
    void shouldGiveTheSameForAnyNumberOfThreads() {
        Evaluation one = run(1, List.of(new Echo("Echo 1")), CLIPS);
        Evaluation three = run(3, List.of(new Echo("Echo 1")), CLIPS);

        assertEquals(one.rows(), three.rows());
        assertEquals(one.rivals(), three.rivals());
        assertEquals(one.levels(), three.levels());
        assertEquals(one.codebooks(), three.codebooks());
        assertEquals(one.remarks(), three.remarks());
    }

    @Test
    void shouldScoreWhatTheCodecMakesOfTheClips() {
        Waveform clip = CLIPS.get(0);

        Evaluation evaluation = run(1, List.of(), List.of(clip));

        Waveform heard = codec.decode(codec.encode(clip, 4), clip.length());
        Scores scores = new Reference(clip).score(heard);
        assertEquals(Scores.mean(List.of(scores)), evaluation.rows().get(1).scores());
        assertEquals(new Reference(clip).original(), evaluation.originals());
        assertEquals(codec.model().fingerprint().toString(), evaluation.model());
        assertEquals(1, evaluation.clips());
        assertEquals(clip.seconds(), evaluation.seconds());
        assertEquals(4, evaluation.codebooks().size());
    }

    @Test
    void shouldScoreWhatIsMadeUp() {
        Waveform clip = CLIPS.get(0);

        Evaluation evaluation = run(1, List.of(), List.of(clip), 0.1);

        FrameLoss bursts = new FrameLoss(0.1, 3, 0);
        Waveform heard = codec.decode(codec.encode(clip, 4), bursts, clip.length(), done -> {});
        Scores mean = Scores.mean(List.of(new Reference(clip).score(heard)));
        assertEquals(
                new Evaluation.LossRow(10, 3, 4, 1.2, mean), evaluation.losses().get(3));
        assertTrue(EvaluationTable.markdown(evaluation).contains("frames lost"));
    }

    @Test
    void shouldScoreOtherLevelsAgainstTheSameClipsAtThoseLevels() {
        Waveform clip = CLIPS.get(0);

        Evaluation evaluation = run(1, List.of(), List.of(clip, CLIPS.get(3)));

        Evaluation.LevelRow row = evaluation.levels().get(1);
        Waveform quiet = new InputLevel(-20).of(clip);
        double stoi = Stoi.of(quiet, codec.decode(codec.encode(quiet, 4), clip.length()));
        assertEquals(new Evaluation.LevelRow(-20, 4, 1.2, 0, stoi, row.estoi(), row.stoiFall()), row);
        assertEquals(evaluation.rows().get(1).scores().get(Measure.STOI) - stoi, row.stoiFall());
        // The clip has peaks beyond a quarter of full scale; silence can be as loud as one likes.
        assertEquals(12, evaluation.levels().get(3).gainDb());
        assertEquals(1, evaluation.levels().get(3).heldBack());
    }

    @Test
    void shouldMeasureThePacketsOfTheStream() {
        Waveform clip = TestAudio.speech(1, 1);

        Evaluation.Row row = run(1, List.of(), List.of(clip)).rows().get(1);

        // 52 frames (50, and 25 ms of delay) of 4 x 6 bits, in 11 packets of 7 bytes of header; the last
        // tells its padding in 2 more.
        assertEquals(1.2, row.nominalKbps(), 1e-12);
        assertEquals(8 * (52 * 3 + 11 * 7 + 2) / 1000.0, row.measuredKbps(), 1e-12);
        assertTrue(row.entropyKbps() > 0 && row.entropyKbps() < row.nominalKbps(), row.toString());
    }

    @Test
    void shouldAlignRivalsFirst() {
        Evaluation evaluation = run(2, List.of(new Echo("Echo 1")), CLIPS.subList(0, 3));

        Evaluation.RivalRow row = evaluation.rivals().get(0);
        assertEquals("Echo 1", row.name());
        assertTrue(row.scores().get(Measure.STOI) > 0.999, row.toString());
        assertEquals(8 * 30 / evaluation.seconds() / 1000, row.measuredKbps(), 1e-12);
    }

    @Test
    void shouldLeaveOutARivalThatFailsAndSaySo() {
        Evaluation evaluation = run(2, List.of(new Broken("Broken 1"), new Echo("Echo 1")), CLIPS);

        assertEquals(1, evaluation.rivals().size());
        assertEquals(
                List.of(
                        "There is no PESQ, because no command pesq was found on the PATH",
                        "There is no row for c2enc/c2dec, which was not found on the PATH",
                        "Broken 1 is left out, because it is broken"),
                evaluation.remarks());
    }

    @Test
    void shouldSayNothingOfSilenceAlone() {
        Evaluation evaluation = run(1, List.of(), List.of(TestAudio.silence(1)));

        assertNull(evaluation.rows().get(0).scores().get(Measure.STOI));
        assertTrue(EvaluationTable.markdown(evaluation).contains("on 1 clips, 1 s"));
    }

    @Test
    void shouldTellOfEachRenditionOursFirst() {
        List<String> heard = new ArrayList<>();
        EvaluationListener listener = new EvaluationListener() {
            @Override
            public void heard(int clip, Rendition rendition) {
                heard.add(clip + " " + rendition.name());
            }

            @Override
            public void clipsDone(int count) {
                heard.add(count + " done");
            }
        };

        new EvaluationPlan(
                        codec,
                        List.of(1, 4),
                        new Rivals(List.of(new Echo("Echo 1")), List.of()),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        1)
                .run(List.of(CLIPS.get(1)), listener);

        assertEquals(List.of("0 Sotto 0.3", "0 Sotto 1.2", "0 Echo 1", "1 done"), heard);
    }
}
