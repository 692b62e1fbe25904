package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.audio.TestAudio;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.codebook.Codebooks;
import dev.sotto.training.codebook.Search;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

    private static final CodecConfig CONFIG = TestModels.TINY;
    private static final int FRAMES = 6;
    private static final int SAMPLES = 12 * 320;

    private NDManager manager;
    private Objective objective;
    private Codebooks codebooks;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
        objective = new Objective(manager, CONFIG);
        codebooks = new Codebooks(manager, CONFIG, CodebookLearning.LOSS);
        codebooks.set(
                TestTensors.normal(1, CONFIG.numCodebooks() * CONFIG.codebookSize() * CONFIG.latentDim()), FRAMES);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray latents() {
        return TestTensors.leaf(
                manager, TestTensors.normal(2, FRAMES * CONFIG.latentDim()), FRAMES, CONFIG.latentDim());
    }

    /** The first three frames use {@code first} codebooks, the others {@code second}. */
    private List<NDArray> use(int first, int second) {
        NDArray[] use = new NDArray[CONFIG.numCodebooks()];
        for (int q = 0; q < use.length; q++) {
            float[] mask = new float[FRAMES];
            Arrays.fill(mask, 0, 3, q < first ? 1 : 0);
            Arrays.fill(mask, 3, FRAMES, q < second ? 1 : 0);
            use[q] = Values.create(manager, mask, new Shape(FRAMES, 1));
        }
        return List.of(use);
    }

    @Test
    void shouldCommitTheLatentsAndLeaveTheCodebooksAlone() {
        NDArray latents = latents();
        List<NDArray> use = use(4, 2);
        Search search = codebooks.search(latents);

        TestTensors.backward(() -> codebooks.search(latents).commitment(latents, use));
        float[] gradient = latents.getGradient().toFloatArray();
        float[] expected = TestTensors.differences(latents, 1e-2f, () -> search.commitment(latents, use));
        assertArrayEquals(expected, gradient, 1e-3f);
        assertTrue(latents.getGradient().abs().max().getFloat() > 0.01, Arrays.toString(gradient));
        for (NDArray vectors : codebooks.learnable()) {
            assertEquals(0, vectors.getGradient().abs().max().getFloat());
        }
    }

    @Test
    void shouldPullEachLatentTowardsTheSumOfWhatItsCodebooksChose() {
        NDArray latents = latents();
        Search search = codebooks.search(latents);
        float[] gradient = TestTensors.gradient(latents, () -> search.commitment(latents, use(1, 1)));

        float[] expected = latents.sub(search.chosen().get(0))
                .mul(2f / (FRAMES * CONFIG.latentDim()))
                .toFloatArray();
        assertArrayEquals(expected, gradient, 1e-6f);
    }

    @Test
    void shouldNotCommitToCodebooksThatWereLeftOut() {
        NDArray latents = latents();
        Search search = codebooks.search(latents);
        NDArray all = TestTensors.leaf(manager, latents.toFloatArray(), FRAMES, CONFIG.latentDim());
        float[] some = TestTensors.gradient(latents, () -> search.commitment(latents, use(2, 0)));
        float[] whole = TestTensors.gradient(all, () -> search.commitment(all, use(2, 4)));

        int half = 3 * CONFIG.latentDim();
        assertArrayEquals(new float[half], Arrays.copyOfRange(some, half, 2 * half), Float.MIN_VALUE);
        assertArrayEquals(Arrays.copyOf(whole, half), Arrays.copyOf(some, half));
        assertTrue(whole[half] != 0);
        assertEquals(0, search.commitment(latents, use(0, 0)).getFloat());
    }

    private float reconstruction(float[] heard, float[] spoken, float level) {
        Shape shape = new Shape(1, 1, SAMPLES);
        return objective
                .reconstruction(
                        Values.create(manager, heard, shape),
                        Values.create(manager, spoken, shape),
                        new float[] {level},
                        new int[] {4},
                        1,
                        new SplittableRandom(1))
                .getFloat();
    }

    private static float[] speech() {
        return Arrays.copyOf(TestAudio.speech(1, 1).samples(), SAMPLES);
    }

    private static float[] delayed(float[] samples, int delay) {
        float[] late = new float[samples.length];
        System.arraycopy(samples, 0, late, delay, samples.length - delay);
        return late;
    }

    @Test
    void shouldBeNothingForWhatWasSpokenHeardLaterByTheDelay() {
        float[] spoken = speech();
        assertEquals(0, reconstruction(delayed(spoken, CONFIG.delay()), spoken, 0.1f));
        assertTrue(reconstruction(spoken, spoken, 0.1f) > 0.1);
        assertTrue(reconstruction(new float[SAMPLES], spoken, 0.1f) > 0.1);
    }

    @Test
    void shouldCountQuietSegmentsAsMuchAsLoudOnes() {
        float[] spoken = speech();
        float[] heard = delayed(spoken, CONFIG.delay() + 3);
        float loud = reconstruction(heard, spoken, 0.1f);
        for (int i = 0; i < SAMPLES; i++) {
            spoken[i] *= 0.01f;
            heard[i] *= 0.01f;
        }
        assertEquals(loud, reconstruction(heard, spoken, 0.001f), 1e-3f * loud);
    }

    @Test
    void shouldKeepItsNumbersForTheWayBack() {
        NDArray spoken = Values.create(manager, speech(), new Shape(1, 1, SAMPLES));
        float[] noise = TestTensors.normal(3, SAMPLES);
        NDArray heard = TestTensors.leaf(manager, noise, 1, 1, SAMPLES);
        NDArray again = TestTensors.leaf(manager, noise, 1, 1, SAMPLES);
        assertArrayEquals(
                TestTensors.gradient(heard, () -> reconstruction(heard, spoken)),
                TestTensors.gradientInSpiteOfCollection(again, () -> reconstruction(again, spoken)));
    }

    private NDArray reconstruction(NDArray heard, NDArray spoken) {
        return objective.reconstruction(heard, spoken, new float[] {0.1f}, new int[] {4}, 1, new SplittableRandom(1));
    }
}
