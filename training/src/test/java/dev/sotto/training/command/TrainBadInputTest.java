package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.Engine;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.loop.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing here gets as far as training: {@code sotto train} says at once what it cannot use. */
class TrainBadInputTest {

    @TempDir
    Path folder;

    private Path speech;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        speech = Files.createDirectories(folder.resolve("speech"));
        AudioFiles.writeWav(TestAudio.speech(1, 1), speech.resolve("a.wav"));
        out = folder.resolve("out");
    }

    private CommandRun train(Path data, Object... more) {
        Object[] args = {"train", "--data", data, "--out", out};
        return CommandRun.of(Stream.of(args, more).flatMap(Arrays::stream).toArray());
    }

    @Test
    void shouldSayThatAFolderHoldsNoAudio() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "nothing to hear");

        train(empty, "--steps", 1).assertBadInput("empty holds no audio files", "--data");
        assertFalse(Files.exists(out), "nothing is written");
    }

    @Test
    void shouldSayThatTheFolderIsMissing() {
        train(folder.resolve("absent"), "--steps", 1).assertBadInput("absent is no folder", "--data");
        train(speech, "--steps", 1, "--dev", folder.resolve("absent")).assertBadInput("absent is no folder");
        assertFalse(Files.exists(out), "nothing is written");
    }

    @Test
    void shouldSayThatAnotherRunIsAtWorkInTheFolder() throws IOException {
        RunLock.holding(out, () -> {
            train(speech, "--steps", 1).assertBadInput("Another run is at work", "--out");
            return 0;
        });
    }

    @Test
    void shouldSayThatNoFileCanBeRead() throws IOException {
        Files.writeString(speech.resolve("a.wav"), "This is no sound.");
        train(speech, "--steps", 1).assertBadInput("could be read", "a.wav");
    }

    @Test
    void shouldSayThatThereIsOnlySilence() throws IOException {
        AudioFiles.writeWav(TestAudio.silence(1), speech.resolve("a.wav"));
        CommandRun run = train(speech, "--steps", 1);
        new CommandRun(
                        run.exitCode(),
                        run.out(),
                        run.err().lines().skip(1).toList().get(0))
                .assertBadInput("silence", "--data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--resume=false", "--steps=0", "--minutes=0", "--minutes=NaN"})
    void shouldAskForAnEnd(String option) {
        train(speech, option).assertBadInput("--minutes or --steps");
    }

    @ParameterizedTest
    @CsvSource({
        "--steps=-1, --steps",
        "--steps=x, --steps",
        "--minutes=-1, --minutes",
        "--batch-size=0, --batch-size",
        "--batch-size=1000000000, --batch-size",
        "--segment-frames=3, --segment-frames",
        "--segment-frames=2000000000, --segment-frames",
        "--learning-rate=0, --learning-rate",
        "--learning-rate=NaN, --learning-rate",
        "--learning-rate=Infinity, --learning-rate",
        "--commitment=-1, --commitment",
        "--warm-start=1.5, --warm-start",
        "--warm-start=NaN, --warm-start",
        "--codebook-learning=guess, --codebook-learning",
        "--checkpoint-minutes=0, --checkpoint-minutes",
        "--checkpoint-minutes=NaN, --checkpoint-minutes",
        "--level-spread=0, --level-spread",
        "--level-spread=NaN, --level-spread",
        "--speed-spread=0.5, --speed-spread",
        "--channels=128, --channels",
        "--deception=-1, --deception",
        "--adversarial-from=-1, --adversarial-from",
        "--threads=0, --threads",
        "--device=tpu, --device"
    })
    void shouldRefuseOptionsOutOfRange(String option, String named) {
        Object[] enough = {"--steps", 1, option};
        Object[] args = option.startsWith("--steps") ? new Object[] {"--minutes", 1, option} : enough;
        train(speech, args).assertBadInput(named);
        assertFalse(Files.exists(out), "nothing is written");
    }

    @Test
    void shouldNotTouchARunWithoutBeingAskedToResumeIt() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("checkpoint.json"), "{}");
        train(speech, "--steps", 1).assertBadInput("out holds a run already", "--resume", "--out");
    }

    @Test
    void shouldSayThatThereIsNothingToResume() {
        train(speech, "--resume").assertBadInput("out holds no checkpoint", "--resume");
    }

    @Test
    void shouldSayThatTheCheckpointIsDamaged() throws IOException {
        Files.createDirectories(out);
        for (String text :
                new String[] {"", "{\"arrays\": ", "{}", "{\"options\": {\"config\": {\"strides\": [7]}}}"}) {
            Files.writeString(out.resolve("checkpoint.json"), text);
            train(speech, "--resume").assertBadInput("checkpoint.json", "another folder");
        }
    }

    @Test
    void shouldSayThatOutIsAFile() throws IOException {
        Files.writeString(out, "in the way");
        train(speech, "--steps", 1).assertBadInput(out.toString());
    }

    @Test
    void shouldSayWhatIsWrongWithTheModelToStartFrom() throws IOException {
        Path model = folder.resolve("model.safetensors");
        train(speech, "--steps", 1, "--from", model).assertBadInput("model.safetensors");
        Files.writeString(model, "no model");
        train(speech, "--steps", 1, "--from", model).assertBadInput("model.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), true, Map.of()));
        train(speech, "--steps", 1, "--from", model).assertBadInput("another shape");
        train(speech, "--resume", "--from", model).assertBadInput("--from", "--resume");
    }

    @Test
    void shouldSayHowToComeByAGpu() {
        TestTensors.device();
        assumeTrue(Engine.getEngine("PyTorch").getGpuCount() == 0, "this machine has a GPU");
        train(speech, "--steps", 1, "--device", "gpu").assertBadInput("PYTORCH_LIBRARY_PATH", "--device cpu");
        assertFalse(Files.exists(out), "nothing is written");
    }
}
