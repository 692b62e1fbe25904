package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TensorShapes;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.data.SpeechData;
import dev.sotto.training.engine.TestTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration AFTER_EVERY_STEP = Duration.ZERO;

    @TempDir
    Path folder;

    private SpeechData corpus;

    /** Ends a run in the middle, as the machine's would. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void speak() throws IOException {
        corpus = TestRuns.corpus(folder);
    }

    private Trainer trainer(TrainingOptions options, String run, Duration interval) throws IOException {
        return new Trainer(options, TestTensors.device(), corpus, corpus, folder.resolve(run), interval);
    }

    private static Trainer.Listener killingAt(long last) {
        return new Trainer.Listener() {
            @Override
            public void stepped(long step, double progress, double audioSecondsPerSecond) {
                if (step == last) {
                    throw new Killed();
                }
            }

            @Override
            public void stretched(History.Point point) {
                assertTrue(Float.isFinite(point.training().loss()));
            }
        };
    }

    private static Trainer.Listener silent() {
        return killingAt(-1);
    }

    /** Everything that the last checkpoint holds of the networks, the optimizer and the codebooks. */
    private byte[] arrays(String run) throws IOException {
        Path place = folder.resolve(run);
        return Files.readAllBytes(place.resolve(Checkpoint.read(place).arrays()));
    }

    private static List<Float> losses(Trainer trainer) {
        return trainer.history().stream().map(point -> point.training().loss()).toList();
    }

    @ParameterizedTest
    @CsvSource({"EMA, 11", "EMA, 31", "LOSS, 31"})
    void shouldEndWhereAnUnbrokenRunEndsAfterItWasKilled(CodebookLearning learning, long killedAt) throws IOException {
        TrainingOptions options = TestRuns.options(60, learning, 0.3);
        List<Float> losses;
        try (Trainer unbroken = trainer(options, "unbroken", NEVER)) {
            unbroken.run(silent());
            losses = losses(unbroken);
        }
        try (Trainer killed = trainer(options, "killed", AFTER_EVERY_STEP)) {
            assertThrows(Killed.class, () -> killed.run(killingAt(killedAt)));
        }
        Checkpoint checkpoint = Checkpoint.read(folder.resolve("killed"));
        assertEquals(killedAt - 1, checkpoint.step());
        assertEquals(options, checkpoint.options());
        try (Trainer resumed = trainer(checkpoint.options(), "killed", NEVER)) {
            resumed.resume(checkpoint);
            resumed.run(silent());

            assertEquals(60, resumed.steps());
            assertEquals(2, losses.size());
            assertEquals(losses.get(1), losses(resumed).get(1), "the loss of the last steps");
        }
        assertArrayEquals(arrays("unbroken"), arrays("killed"));
    }

    @Test
    void shouldWriteACheckpointWhereItIsStopped() throws IOException {
        try (Trainer trainer = trainer(TestRuns.options(6, CodebookLearning.EMA, 0.9), "stopped", NEVER)) {
            trainer.stop();
            trainer.run(silent());
            assertTrue(trainer.isStopped());
        }
        assertEquals(0, Checkpoint.read(folder.resolve("stopped")).step());
    }

    @Test
    void shouldPlayAtTheSameSpeedsAfterItWasKilled() throws IOException {
        TrainingOptions options = TestRuns.options(6, CodebookLearning.EMA, 0, 0.1, AdversarialTraining.OFF);
        endsWhereAnUnbrokenRunEnds(options, 4);
        assertEquals(options, Checkpoint.read(folder.resolve("killed")).options());
    }

    @Test
    void shouldFaceTheSameAdversaryAfterItWasKilled() throws IOException {
        AdversarialTraining adversarial = new AdversarialTraining(0.25, 0.03f, 0.3f);
        TrainingOptions options = TestRuns.options(8, CodebookLearning.EMA, 0, 0, adversarial);
        endsWhereAnUnbrokenRunEnds(options, 6);
        Checkpoint last = Checkpoint.read(folder.resolve("killed"));
        assertEquals(6, last.adversaryUpdates());
        assertTrue(last.history().get(0).training().discriminator() > 0);
    }

    @Test
    void shouldTellTheErrorOnHeldOutSpeech() throws IOException {
        try (Trainer trainer = trainer(TestRuns.options(500, CodebookLearning.EMA, 0.1), "run", NEVER)) {
            trainer.run(silent());
            List<History.Point> points = trainer.history();
            float held = points.get(points.size() - 1).devEnvelope();
            float trained = points.get(points.size() - 1).training().envelope();
            assertTrue(Float.isNaN(points.get(0).devEnvelope()));
            assertTrue(held > 0.5 * trained && held < 2 * trained, held + " dB held out, " + trained + " trained on");
        }
    }

    private void endsWhereAnUnbrokenRunEnds(TrainingOptions options, long killedAt) throws IOException {
        try (Trainer unbroken = trainer(options, "unbroken", NEVER)) {
            unbroken.run(silent());
        }
        try (Trainer killed = trainer(options, "killed", AFTER_EVERY_STEP)) {
            assertThrows(Killed.class, () -> killed.run(killingAt(killedAt)));
        }
        Checkpoint checkpoint = Checkpoint.read(folder.resolve("killed"));
        assertEquals(killedAt - 1, checkpoint.step());
        try (Trainer resumed = trainer(checkpoint.options(), "killed", NEVER)) {
            resumed.resume(checkpoint);
            resumed.run(silent());
        }
        assertArrayEquals(arrays("unbroken"), arrays("killed"));
    }

    @Test
    void shouldResumeFromTheCheckpointBeforeWhereOneWasCutShort() throws IOException {
        TrainingOptions options = TestRuns.options(8, CodebookLearning.EMA, 0);
        try (Trainer killed = trainer(options, "run", AFTER_EVERY_STEP)) {
            assertThrows(Killed.class, () -> killed.run(killingAt(5)));
        }
        // The arrays of the next one half written, and all of its other file but the renaming.
        Path run = folder.resolve("run");
        byte[] whole = arrays("run");
        Files.write(run.resolve("checkpoint-5.safetensors"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(run.resolve("checkpoint.json.new"), "{\"arrays\": \"checkpoint-5.safetensors\"");

        Checkpoint checkpoint = Checkpoint.read(run);
        assertEquals(4, checkpoint.step());
        try (Trainer resumed = trainer(checkpoint.options(), "run", NEVER)) {
            resumed.resume(checkpoint);
            resumed.run(silent());
            assertEquals(8, resumed.steps());
        }
        assertEquals(8, Checkpoint.read(run).step());
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(
                    List.of("checkpoint-8.safetensors", "checkpoint.json", "model.safetensors"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldLowerTheLoss() throws IOException {
        try (Trainer trainer = trainer(TestRuns.options(300, CodebookLearning.EMA, 1 / 6.0), "run", NEVER)) {
            trainer.run(silent());
            List<Float> losses = losses(trainer);

            assertEquals(6, losses.size());
            assertTrue(losses.get(1) < 0.8 * losses.get(0), "before the quantizer and with it: " + losses);
            assertTrue(losses.get(5) < 0.95 * losses.get(1), "with it: " + losses);
            assertEquals(0, trainer.history().get(0).perplexities().length);
            for (double perplexity : trainer.history().get(2).perplexities()) {
                assertTrue(perplexity > 10, "codes in use: " + perplexity);
            }
        }
    }

    @Test
    void shouldGiveAModelThatEncodesAndDecodes() throws IOException {
        try (Trainer trainer = trainer(TestRuns.options(20, CodebookLearning.EMA, 0.5), "run", NEVER)) {
            trainer.run(silent());
            ModelFile model = ModelFile.read(trainer.model(Map.of("training_steps", "20")), "the model");

            assertEquals("20", model.metadata().get("training_steps"));
            SpeechCodec codec = SpeechCodec.of(model);
            Waveform speech = TestAudio.speech(9, 1);
            TokenSequence tokens = codec.encode(speech, 4);
            assertTrue(Arrays.stream(tokens.tokens()).distinct().count() > 5, "tokens that follow the speech");
            for (float sample : codec.decode(tokens, speech.length()).samples()) {
                assertTrue(Float.isFinite(sample));
            }
            ModelFile written = ModelFile.read(folder.resolve("run").resolve("model.safetensors"));
            assertArrayEquals(
                    model.tensors().get("encoder.out.weight").values(),
                    written.tensors().get("encoder.out.weight").values());
        }
    }

    @Test
    void shouldHaveCodebooksAndCurvesAtTheEndOfAnyRun() throws IOException {
        try (Trainer trainer = trainer(TestRuns.options(3, CodebookLearning.EMA, 1), "run", NEVER)) {
            trainer.run(silent());
            float[] codebooks = ModelFile.read(trainer.model(Map.of()), "the model")
                    .tensors()
                    .get(TensorShapes.CODEBOOKS)
                    .values();
            int used = 0;
            for (float value : codebooks) {
                used += value != 0 ? 1 : 0;
            }
            assertTrue(used > codebooks.length / 2, "k-means has started them");
            assertEquals(1, trainer.history().size());
            assertEquals(3, trainer.history().get(0).step());
        }
    }

    @Test
    void shouldGoOnBeyondTheEndOfAFinishedRun() throws IOException {
        TrainingOptions options = TestRuns.options(4, CodebookLearning.EMA, 0);
        try (Trainer trainer = trainer(options, "run", NEVER)) {
            trainer.run(silent());
        }
        Checkpoint checkpoint = Checkpoint.read(folder.resolve("run"));
        try (Trainer trainer = trainer(checkpoint.options().until(6, 0), "run", NEVER)) {
            trainer.resume(checkpoint);
            trainer.run(silent());
            assertEquals(6, trainer.steps());
            assertEquals(
                    List.of(4L, 6L),
                    trainer.history().stream().map(History.Point::step).toList());
            assertEquals(6 * 2 * 24 * 0.02, trainer.audioSeconds(), 1e-9);
        }
    }

    @Test
    void shouldStartFromAModelQuantizingAtOnce() throws IOException {
        ModelFile model = TestModels.tiny(3);
        try (Trainer trainer = trainer(TestRuns.options(1, CodebookLearning.EMA, 0.9), "run", NEVER)) {
            trainer.start(model);
            trainer.run(silent());
            ModelFile trained = ModelFile.read(trainer.model(Map.of()), "the model");

            float[] before = model.tensors().get("encoder.out.weight").values();
            float[] after = trained.tensors().get("encoder.out.weight").values();
            assertArrayEquals(before, after, 0.01f);
            assertFalse(Arrays.equals(before, after));
            assertTrue(trainer.history().get(0).training().commitment() > 0);
        }
    }

    @Test
    void shouldEndByTheClockWhereMinutesAreGiven() throws IOException {
        TrainingOptions options = TestRuns.options(0, CodebookLearning.EMA, 1).until(0, 0.5 / 60);
        try (Trainer trainer = trainer(options, "run", NEVER)) {
            trainer.run(silent());
            assertTrue(trainer.seconds() >= 0.5 && trainer.seconds() < 30, trainer.seconds() + " s");
            assertTrue(trainer.steps() > 0);
        }
    }
}
