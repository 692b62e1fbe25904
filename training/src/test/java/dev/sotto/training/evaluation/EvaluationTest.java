package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BadInputException;
import dev.sotto.measure.Stoi;
import dev.sotto.model.TestModels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Waveform SPEECH = TestAudio.speech(1, 1.5);

    @Test
    void shouldScoreEveryNumberOfCodebooksAsked() {
        List<Integer> done = new ArrayList<>();
        List<Waveform> clips = List.of(SPEECH, TestAudio.speech(2, 1));
        Evaluation evaluation = Evaluation.of(CODEC, clips, List.of(1, 4), done::add);

        assertEquals(List.of(1, 2), done);
        assertEquals(2, evaluation.clips());
        assertEquals(2.5, evaluation.seconds(), 1e-9);
        assertEquals(4, evaluation.codebooks().size());
        assertEquals(2, evaluation.rows().size());
        Evaluation.Row one = evaluation.rows().get(0);
        Evaluation.Row four = evaluation.rows().get(1);
        assertEquals(1, one.codebooks());
        assertEquals(0.3, one.nominalKbps(), 1e-9, "6 bits, 50 times a second");
        assertEquals(4, four.codebooks());
        assertEquals(1.2, four.nominalKbps(), 1e-9);
        for (Evaluation.Row row : evaluation.rows()) {
            assertTrue(row.entropyKbps() > 0 && row.entropyKbps() <= row.nominalKbps(), "" + row);
            assertTrue(row.stoi() > -1 && row.stoi() < 1 && row.estoi() < 1, "" + row);
            assertTrue(Double.isFinite(row.siSdr()), "" + row);
        }
        assertEquals(0.05 * evaluation.codebooks().get(0).entropy(), one.entropyKbps(), 1e-9);
    }

    @Test
    void shouldScoreWhatTheCodecGives() {
        Evaluation evaluation = Evaluation.of(CODEC, List.of(SPEECH), List.of(2), done -> {});
        Waveform heard = CODEC.decode(CODEC.encode(SPEECH, 2), SPEECH.length());

        assertEquals(Stoi.of(SPEECH, heard), evaluation.rows().get(0).stoi());
        assertEquals(Stoi.extended(SPEECH, heard), evaluation.rows().get(0).estoi());
        assertEquals(
                SignalDistortion.siSdr(SPEECH, heard), evaluation.rows().get(0).siSdr());
    }

    @Test
    void shouldLeaveOutOfTheMeansWhatIsTooShortToBeMeasured() {
        Evaluation alone = Evaluation.of(CODEC, List.of(SPEECH), List.of(2), done -> {});
        List<Waveform> clips = List.of(TestAudio.speech(3, 0.1), SPEECH, TestAudio.silence(1));
        Evaluation evaluation = Evaluation.of(CODEC, clips, List.of(2), done -> {});

        assertEquals(alone.rows().get(0).stoi(), evaluation.rows().get(0).stoi());
        assertEquals(alone.rows().get(0).siSdr(), evaluation.rows().get(0).siSdr());
        assertEquals(1, evaluation.clips());
        assertEquals(1.5, evaluation.seconds(), 1e-9);
    }

    @Test
    void shouldSayThatNothingCanBeMeasured() {
        List<Waveform> clips = List.of(TestAudio.speech(3, 0.1), TestAudio.silence(1));
        String refusal = assertThrows(
                        BadInputException.class, () -> Evaluation.of(CODEC, clips, List.of(1), done -> {}))
                .getMessage();
        assertTrue(refusal.contains("0.4 s"), refusal);
    }

    @Test
    void shouldBeATableInMarkdown() {
        Evaluation evaluation = new Evaluation(
                2,
                61,
                List.of(new Evaluation.Row(3, 1.5, 1.234, 0.9876, 0.8, -12.34)),
                List.of(new CodebookUse(0.5, 5, 32, 0.5)));
        String table = EvaluationTable.markdown(evaluation);

        assertTrue(table.startsWith("2 clips, 61 s\n"), table);
        assertTrue(table.contains("| 3 | 1.50 | 1.23 | 0.988 | 0.800 | -12.3 |\n"), table);
        assertTrue(table.contains("| 1 | 50.0 % | 32 | 50.0 % |\n"), table);
    }
}
