package dev.sotto.training.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.CodeLength;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorConfig;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.engine.TensorEngine;
import dev.sotto.training.engine.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorTrainerTest {

    private static final ModelFile MODEL = TestModels.tiny(1);
    private static final int SIZE = MODEL.config().codebookSize();
    private static final int CHOICES = 4;
    private static Device device;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        device = TensorEngine.start("cpu", 1);
    }

    private static PriorOptions options(int codebooks, long steps) {
        String fingerprint = MODEL.fingerprint().toString();
        PriorConfig config =
                new PriorConfig(fingerprint, codebooks, SIZE, MODEL.config().latentDim(), 24, 32);
        return new PriorOptions(config, steps, 0, 500, 1e-2f, 1);
    }

    /**
     * Two codebooks of 2 bits each: the first token follows the frame's before, the second the first. Each is one of
     * four that a table of its own names, so that order 0 sees 6 bits.
     */
    private static List<TokenSequence> source(int count, long seed) {
        SplittableRandom table = new SplittableRandom(99);
        int[][] next = new int[2][SIZE];
        for (int[] row : next) {
            for (int i = 0; i < SIZE; i++) {
                row[i] = table.nextInt(SIZE);
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<TokenSequence> sequences = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int[] tokens = new int[2 * 60];
            int before = random.nextInt(SIZE);
            for (int t = 0; t < 60; t++) {
                tokens[2 * t] = (next[0][before] + 16 * random.nextInt(CHOICES)) % SIZE;
                tokens[2 * t + 1] = (next[1][tokens[2 * t]] + 16 * random.nextInt(CHOICES)) % SIZE;
                before = tokens[2 * t];
            }
            sequences.add(new TokenSequence(2, tokens));
        }
        return sequences;
    }

    private PriorTrainer trainer(String name, long steps) {
        return new PriorTrainer(
                options(2, steps), MODEL, source(200, 5), device, folder.resolve(name), Duration.ofHours(1));
    }

    private static final PriorTrainer.Listener NOBODY = new PriorTrainer.Listener() {
        @Override
        public void stepped(double progress) {
            // Nobody listens.
        }

        @Override
        public void reached(PriorPoint point) {
            // Nobody listens.
        }
    };

    @Test
    void shouldComeNearTheEntropyOfASource() throws IOException {
        try (PriorTrainer trainer = trainer("run", 400)) {
            trainer.validateOn(source(20, 7));
            trainer.run(NOBODY);
            Prior prior = Prior.read(trainer.write(Map.of("by", "a test")));
            double bits = CodeLength.SECOND.bitsPerFrame(prior, source(20, 6));
            double order0 = CodeLength.SECOND.bitsPerFrame(prior.order0(2), SIZE, source(20, 6));
            assertTrue(order0 > 10, "order 0: " + order0);
            assertTrue(bits > 4 && bits < 5, "4 bits a frame are in it, and it costs " + bits);
            assertEquals("a test", prior.file().metadata().get("by"));
            assertEquals(
                    bits, trainer.history().get(trainer.history().size() - 1).devBits(), 0.3);
        }
    }

    @Test
    void shouldEndTheSameWhenStoppedOnTheWay() throws IOException {
        try (PriorTrainer whole = trainer("whole", 12);
                PriorTrainer first = trainer("parts", 12);
                PriorTrainer second = trainer("parts", 12)) {
            whole.run(NOBODY);
            first.run(6, NOBODY);
            second.resume(PriorCheckpoint.read(folder.resolve("parts")));
            second.run(NOBODY);
            assertEquals(12, second.steps());
            assertEquals(whole.frames(), second.frames());
            assertArrayEquals(Files.readAllBytes(whole.write(Map.of())), Files.readAllBytes(second.write(Map.of())));
        }
    }

    /** The two networks say the same of the same tokens, with every number of codebooks. */
    @Test
    void shouldBeTheTwinOfTheRuntime() throws IOException {
        PriorConfig config = options(4, 1).config();
        SplittableRandom random = new SplittableRandom(3);
        int[] tokens = random.ints(4 * 30, 0, SIZE).toArray();
        TokenSequence sequence = new TokenSequence(4, tokens);
        try (PriorTrainer trainer = new PriorTrainer(
                        options(4, 1), MODEL, List.of(sequence), device, folder.resolve("t"), Duration.ofHours(1));
                NDManager manager = NDManager.newBaseManager(device, "PyTorch")) {
            trainer.run(NOBODY);
            Prior prior = Prior.read(trainer.write(Map.of()));
            PriorState state = new PriorState(config, device);
            float[] flat = state.layout().flatten(prior.file().tensors());
            Map<String, NDArray> weights = state.layout().split(Values.create(manager, flat, new Shape(flat.length)));
            float[] vectors = prior.file().tensors().get(PriorConfig.VECTORS).values();
            PriorNetwork network = new PriorNetwork(config, vectors);
            for (int n = 1; n <= 4; n++) {
                // Two segments, the second of them shorter.
                TokenSegments.Batch batch =
                        new TokenSegments.Batch(n, 30, new int[][] {tokens, tokens}, new int[] {30, 20});
                double expected = network.loss(weights, batch, manager).getFloat() / Math.log(2);
                List<TokenSequence> parts = List.of(
                        sequence.firstCodebooks(n), sequence.frames(0, 20).firstCodebooks(n));
                double actual = new CodeLength(0).bitsPerFrame(prior, parts);
                // Each token pays for the one frequency that the 63 others have as a matter of form.
                assertEquals(expected, actual, 0.01 * n);
            }
            state.close();
        }
    }
}
