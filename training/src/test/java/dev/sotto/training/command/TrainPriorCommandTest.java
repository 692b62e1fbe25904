package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainPriorCommandTest {

    @TempDir
    private Path folder;

    private Path speech;
    private Path model;
    private ModelFile modelFile;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        speech = Files.createDirectories(folder.resolve("speech"));
        AudioFiles.writeWav(TestAudio.speech(1, 2), speech.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.speech(2, 1), speech.resolve("b.wav"));
        Files.writeString(speech.resolve("broken.wav"), "This is no sound.");
        Files.writeString(speech.resolve("SOURCES.md"), "# Sources\n\nSynthetic, CC0.\n");
        CodecConfig config = TestModels.TINY;
        model = Files.write(
                folder.resolve("model"), ModelFile.write(config, TestModels.tensors(config, 3), true, Map.of()));
        modelFile = ModelFile.read(model);
        out = folder.resolve("out");
    }

    private CommandRun train(Object... options) {
        List<Object> line = new ArrayList<>(List.of("train-prior", "--model", model, "--state-size", 16));
        line.addAll(List.of("--hidden-size", 12, "--batch-frames", 100));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray());
    }

    @Test
    void shouldTrainResumeAndLeaveAPriorAndItsCurves() throws IOException {
        Path dev = Files.createDirectories(folder.resolve("dev"));
        AudioFiles.writeWav(TestAudio.speech(3, 0.8), dev.resolve("c.wav"));
        CommandRun first = train("--data", speech, "--dev", dev, "--out", out, "--steps", 2);
        first.assertDone();
        assertTrue(first.out().startsWith("2 steps"), first.out());
        assertTrue(first.out().contains("| 4 | 24 | "), first.out());
        assertTrue(first.err().contains("bits a frame"), first.err());
        assertTrue(ImageIO.read(out.resolve("curves.png").toFile()).getWidth() > 500);
        Prior prior = Prior.read(out.resolve("prior.safetensors"));
        assertEquals(modelFile.fingerprint(), prior.modelFingerprint());
        assertEquals(4, prior.config().numCodebooks());
        assertEquals(16, prior.config().stateDim());
        assertEquals("2", prior.file().metadata().get("training_steps"));

        String card = Files.readString(out.resolve("CARD.md"));
        assertTrue(card.contains("2 steps of about 100 frames") && card.contains("Synthetic, CC0."), card);

        // Without --model: the run knows it.
        CommandRun resumed = CommandRun.of("train-prior", "--data", speech, "--out", out, "--resume", "--steps", 3);
        resumed.assertDone();
        assertTrue(resumed.out().startsWith("3 steps"), resumed.out());

        Path next = folder.resolve("next");
        train("--data", speech, "--out", next, "--from", out.resolve("prior.safetensors"), "--steps", 1)
                .assertDone();
        train("--data", speech, "--out", out, "--steps", 1).assertBadInput("holds a run already");
    }

    @Test
    void shouldLearnFromTokens() throws IOException {
        Path tokens = tokenized("jsonl");
        train("--tokens", tokens, "--out", out, "--steps", 1).assertDone();
        CommandRun wrong = CommandRun.of("train-prior", "--tokens", tokens, "--out", out.resolve("x"), "--steps", 1);
        wrong.assertBadInput("made with another model", "--model");

        Path parquet = tokenized("parquet");
        CommandRun ofParquet = train("--tokens", parquet, "--out", folder.resolve("a"), "--steps", 1);
        ofParquet.assertDone();

        PriorFile first = TestPriors.of(modelFile, 5).file();
        Path prior = Files.write(folder.resolve("prior"), PriorFile.write(first.config(), first.tensors(), Map.of()));
        Path coded = tokenized("sotto", "--entropy", "--prior", prior);
        train("--tokens", coded, "--prior", prior, "--out", folder.resolve("b"), "--steps", 1)
                .assertDone();
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/prior.safetensors")),
                Files.readAllBytes(folder.resolve("b/prior.safetensors")));

        Path damaged = Files.write(
                folder.resolve("cut.parquet"),
                Arrays.copyOf(Files.readAllBytes(parquet.resolve("tokens.parquet")), 99));
        train("--tokens", damaged, "--out", folder.resolve("c"), "--steps", 1).assertBadInput("cut.parquet");
    }

    private Path tokenized(String format, Object... options) {
        Path tokens = folder.resolve("tokens-" + format);
        List<Object> line = new ArrayList<>(List.of("tokenize", speech, "--model", model, "--codebooks", 2));
        line.addAll(List.of("--out", tokens, "--format", format));
        line.addAll(List.of(options));
        CommandRun.of(line.toArray());
        return tokens;
    }

    @Test
    void shouldSayWhatIsWrong() {
        train("--data", speech, "--out", out).assertBadInput("--minutes or --steps");
        train("--data", folder.resolve("none"), "--out", out, "--steps", 1).assertBadInput("is no folder");
        train("--data", speech, "--out", out, "--resume").assertBadInput("no checkpoint to resume");
        train("--data", speech, "--out", out, "--steps", 1, "--variants", 99).assertBadInput("--variants");
        train("--data", speech, "--out", out, "--steps", 1, "--dev", speech, "--dev-codebooks", 9)
                .assertBadInput("--dev-codebooks");
        train("--data", speech, "--out", out, "--steps", 1, "--from", model)
                .assertBadInput("cannot be used as a prior");
    }
}
