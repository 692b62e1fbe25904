package dev.sotto.training.evaluation.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PesqTest {

    private final Waveform sound = TestAudio.speech(1, 0.5);

    @TempDir
    private Path folder;

    @Test
    void shouldBeNoneWhereThereIsNoProgram() {
        assertTrue(Pesq.find(new Programs(List.of(folder))).isEmpty());
    }

    /** The lines are those that the ITU's program prints (P.862 Annex A, 2005). */
    @Test
    void shouldReadWhatTheProgramPrints() throws Exception {
        Pesq pesq = program(
                "test \"$*\" = '+16000 +wb clean.wav heard.wav' && test -s clean.wav && test -s heard.wav || exit 1",
                "echo 'Perceptual Evaluation of Speech Quality (PESQ)'",
                "echo 'P.862.2 Prediction (MOS-LQO):  = 2.237'");

        assertEquals(2.237, pesq.of(sound, sound));
    }

    @Test
    void shouldTellOfAProgramThatPrintsNoScore() throws IOException {
        Pesq pesq = program("echo 'An error of type 3 occurred during processing.'");

        assertThrows(ProgramFailedException.class, () -> pesq.of(sound, sound));
    }

    private Pesq program(String... lines) throws IOException {
        Scripts.write(folder, "pesq", lines);
        return Pesq.find(new Programs(List.of(folder))).orElseThrow();
    }
}
