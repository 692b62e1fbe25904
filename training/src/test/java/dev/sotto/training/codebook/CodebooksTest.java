package dev.sotto.training.codebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodebooksTest {

    private static final float DECAY = 0.99f;

    private final SplittableRandom random = new SplittableRandom(1);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Codebooks codebooks(int numCodebooks, int size, CodebookLearning learning) {
        return new Codebooks(manager, TestClusters.config(numCodebooks, size), learning);
    }

    private NDArray latents(float... values) {
        return Values.create(manager, values, new Shape(values.length / 2, 2));
    }

    @Test
    void shouldStartOnTheClustersAndEachCodebookOnWhatTheOneBeforeLeft() {
        NDArray latents = TestClusters.vectors(manager, 64, 1);
        Codebooks codebooks = codebooks(3, 16, CodebookLearning.EMA);
        codebooks.start(latents, 64, random);
        Search search = codebooks.search(latents);

        Set<Integer> found = new HashSet<>();
        for (int k = 0; k < 16; k++) {
            found.add(TestClusters.centreOf(codebooks.values()[2 * k], codebooks.values()[2 * k + 1]));
        }
        assertEquals(Set.of(0, 1, 2, 3), found);
        double before = meanSquare(search.residuals().get(1));
        assertTrue(before < 2 * TestClusters.SPREAD * TestClusters.SPREAD, "left by the first: " + before);
        double after = meanSquare(search.residuals().get(2));
        assertTrue(after < before / 4, after + " left by the second, of " + before);
    }

    @Test
    void shouldWeighWhatItStartsWithAsOneStepHoweverMuchKMeansSaw() {
        Codebooks codebooks = codebooks(1, 4, CodebookLearning.EMA);
        codebooks.start(TestClusters.vectors(manager, 64, 1), 8, random);
        float[] start = codebooks.values();
        float[] moved = new float[16];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = start[i % 8] + 0.5f;
        }
        codebooks.update(codebooks.search(latents(moved)), random);

        // Two members a code are its share of eight: the average is the weights' alone.
        for (int i = 0; i < start.length; i++) {
            assertEquals(start[i] + 0.5f * (1 - DECAY), codebooks.values()[i], 1e-5f);
        }
    }

    @Test
    void shouldMoveACodeTowardsTheMeanOfItsMembers() {
        Codebooks codebooks = codebooks(1, 2, CodebookLearning.EMA);
        codebooks.set(new float[] {1, 0, -1, 0}, 2);
        codebooks.update(codebooks.search(latents(2, 1, 3, -1, 1, 3, -4, 2)), random);

        // Code 0: a count of 1 and a sum of (1, 0), then three members with the sum (6, 3). Code 1: one member.
        float count0 = DECAY + 3 * (1 - DECAY);
        float count1 = DECAY + 1 - DECAY;
        float[] expected = {
            (DECAY + 6 * (1 - DECAY)) / count0, 3 * (1 - DECAY) / count0,
            (-DECAY - 4 * (1 - DECAY)) / count1, 2 * (1 - DECAY) / count1
        };
        assertArrayEquals(expected, codebooks.values(), 1e-6f);
    }

    @Test
    void shouldEndAtTheMeanOfItsMembers() {
        Codebooks codebooks = codebooks(1, 2, CodebookLearning.EMA);
        codebooks.set(new float[] {1, 0, -1, 0}, 2);
        NDArray latents = latents(2, 1, 3, -1, 1, 3, -4, 2);
        for (int i = 0; i < 800; i++) {
            codebooks.update(codebooks.search(latents), random);
        }
        assertArrayEquals(new float[] {2, 1, -4, 2}, codebooks.values(), 2e-3f);
    }

    @Test
    void shouldBringAnUnusedCodeBack() {
        for (CodebookLearning learning : CodebookLearning.values()) {
            Codebooks codebooks = codebooks(1, 4, learning);
            codebooks.set(new float[] {10, 0, 0, 10, -10, 0, 500, 500}, 4);
            NDArray latents = TestClusters.vectors(manager, 5, 1);
            for (int i = 0; i < 200; i++) {
                codebooks.update(codebooks.search(latents), random);
            }
            float[] last = Arrays.copyOfRange(codebooks.values(), 6, 8);
            assertNotEquals(-1, TestClusters.centreOf(last[0], last[1]), learning + ": " + Arrays.toString(last));
            assertTrue(used(codebooks.search(latents)).contains(3L), learning + " uses " + codebooks.search(latents));
        }
    }

    @Test
    void shouldTellHowEvenlyCodesAreChosen() {
        assertEquals(64, Codebooks.perplexity(filled(64, 3)), 1e-9);
        float[] one = new float[64];
        one[5] = 7;
        assertEquals(1, Codebooks.perplexity(one), 1e-9);
        assertEquals(1, Codebooks.perplexity(new float[64]), 1e-9);
        assertEquals(2, Codebooks.perplexity(new float[] {0, 1, 0, 1}), 1e-9);
    }

    @Test
    void shouldGiveTheCodebookLossToTheCodesAndNotToTheLatents() {
        Codebooks codebooks = codebooks(2, 4, CodebookLearning.LOSS);
        codebooks.set(TestTensors.normal(1, 16), 8);
        NDArray latents = TestTensors.leaf(manager, TestTensors.normal(2, 20), 10, 2);
        Search search = codebooks.search(latents);

        TestTensors.backward(() ->
                codebooks.loss(codebooks.search(latents)).add(latents.sum().mul(0)));
        assertArrayEquals(new float[20], latents.getGradient().toFloatArray());
        for (NDArray vectors : codebooks.learnable()) {
            float[] gradient = vectors.getGradient().toFloatArray();
            float[] expected = TestTensors.differences(vectors, 1e-2f, () -> codebooks.loss(search));
            assertArrayEquals(expected, gradient, 1e-3f);
            assertTrue(Math.abs(gradient[0]) + Math.abs(gradient[2]) > 1e-2, Arrays.toString(gradient));
        }
    }

    @Test
    void shouldLearnByTheOptimizerAlone() {
        Codebooks codebooks = codebooks(1, 4, CodebookLearning.LOSS);
        float[] start = {9, 1, 1, 9, -9, -1, -1, -9};
        codebooks.set(start, 4);
        NDArray latents = TestClusters.vectors(manager, 10, 1);

        codebooks.update(codebooks.search(latents), random);
        assertArrayEquals(start, codebooks.values(), "living codes are not the moving averages'");
        NDArray vectors = codebooks.learnable().get(0);
        double before = codebooks.loss(codebooks.search(latents)).getFloat();
        for (int i = 0; i < 100; i++) {
            TestTensors.backward(() -> codebooks.loss(codebooks.search(latents)));
            vectors.subi(vectors.getGradient().mul(0.5f));
            vectors.getGradient().muli(0);
        }
        double after = codebooks.loss(codebooks.search(latents)).getFloat();
        assertTrue(after < before / 50, before + " -> " + after);
    }

    @Test
    void shouldHaveNothingToLearnForTheOptimizerByMovingAverages() {
        assertEquals(0, codebooks(2, 4, CodebookLearning.EMA).learnable().size());
        assertEquals(2, codebooks(2, 4, CodebookLearning.LOSS).learnable().size());
    }

    @Test
    void shouldGoOnAfterARestoreAsIfNothingHadHappened() {
        NDArray latents = TestClusters.vectors(manager, 20, 1);
        Codebooks codebooks = codebooks(2, 8, CodebookLearning.EMA);
        codebooks.start(latents, 64, random);
        codebooks.update(codebooks.search(latents), random);
        NDList saved = new NDList();
        codebooks.save(saved);
        Codebooks restored = codebooks(2, 8, CodebookLearning.EMA);
        restored.restore(NDList.decode(manager, saved.encode(NDList.Encoding.SAFETENSORS)));

        assertArrayEquals(codebooks.values(), restored.values());
        NDArray others = TestClusters.vectors(manager, 20, 2);
        codebooks.update(codebooks.search(others), new SplittableRandom(3));
        restored.update(restored.search(others), new SplittableRandom(3));
        assertArrayEquals(codebooks.values(), restored.values());
        assertArrayEquals(codebooks.perplexities(), restored.perplexities());
    }

    private static Set<Long> used(Search search) {
        Set<Long> used = new HashSet<>();
        for (long token : search.tokens().get(0).toLongArray()) {
            used.add(token);
        }
        return used;
    }

    private static double meanSquare(NDArray array) {
        return array.square().mean().getFloat();
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
