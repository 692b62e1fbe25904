package dev.sotto.training.adversary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.audio.TestAudio;
import dev.sotto.training.adversary.Discriminator.Judgement;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loop.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscriminatorTest {

    private static final int LENGTH = 96;

    private NDManager manager;
    private Discriminator tiny;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
        tiny = new Discriminator(manager, 2, 64);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray weights(Discriminator discriminator, long seed) {
        return TestTensors.leaf(manager, discriminator.initial(new SplittableRandom(seed)), discriminator.size());
    }

    private NDArray sound(long seed) {
        return sound(seed, LENGTH);
    }

    private NDArray sound(long seed, int length) {
        float[] noise = TestTensors.normal(seed, 2 * length);
        for (int i = 0; i < noise.length; i++) {
            noise[i] *= 0.05f;
        }
        return TestTensors.leaf(manager, noise, 2, length);
    }

    @Test
    void shouldJudgeAtEachResolution() {
        Discriminator discriminator = new Discriminator(manager, 3);
        List<Judgement> judgements = discriminator.judge(weights(discriminator, 1), sound(1, 640));

        assertEquals(3, judgements.size());
        for (Judgement judgement : judgements) {
            assertEquals(5, judgement.features().size());
            assertEquals(3, judgement.features().get(0).getShape().get(1));
            assertEquals(1, judgement.score().getShape().get(1));
        }
        // 640 samples by windows of 256 in steps of 64; 129 frequencies halved four times.
        assertEquals(new Shape(2, 1, 11, 9), judgements.get(2).score().getShape());
    }

    @Test
    void shouldSeeMagnitudesCompressedAndPhasesKept() {
        ComplexSpectrum spectrum = new ComplexSpectrum(manager, 64);
        NDArray sound = sound(1);
        NDArray soft = spectrum.of(sound);
        NDArray loud = spectrum.of(sound.mul(100));

        assertEquals(new Shape(2, 2, 7, 33), soft.getShape());
        float[] expected = soft.mul((float) Math.pow(100, 0.3)).toFloatArray();
        assertArrayEquals(expected, loud.toFloatArray(), 0.02f);
    }

    @Test
    void shouldGiveTheCodecTheGradientOfWhatItIsTaught() {
        NDArray weights = weights(tiny, 1);
        NDArray heard = sound(2);
        List<Judgement> spoken = tiny.judge(weights, sound(1));

        assertGradient(heard, 1e-4f, () -> AdversarialLoss.deception(tiny.judge(weights.stopGradient(), heard)));
        assertEquals(0, weights.getGradient().abs().max().getFloat(), "the discriminator learns nothing by it");
        NDArray again = sound(2);
        assertGradient(again, 3e-4f, () -> AdversarialLoss.features(spoken, tiny.judge(weights.stopGradient(), again)));
    }

    @Test
    void shouldGiveTheDiscriminatorTheGradientOfItsOwnLoss() {
        Discriminator smallest = new Discriminator(manager, 1, 64);
        NDArray weights = weights(smallest, 1);
        NDArray spoken = sound(1);
        NDArray heard = sound(2);
        assertGradient(
                weights,
                1e-3f,
                () -> AdversarialLoss.discrimination(
                        smallest.judge(weights, spoken.stopGradient()), smallest.judge(weights, heard.stopGradient())));
    }

    /** As one vector: single derivatives differ where a step crosses a bend of the hinge or of an activation. */
    private static void assertGradient(NDArray leaf, float step, Supplier<NDArray> function) {
        float[] gradient = TestTensors.gradient(leaf, function);
        float[] expected = TestTensors.differences(leaf, step, function);
        double difference = 0;
        double length = 0;
        for (int i = 0; i < gradient.length; i++) {
            difference += Math.pow(gradient[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        assertTrue(length > 0, "no gradient");
        assertTrue(Math.sqrt(difference / length) < 0.03, Math.sqrt(difference / length) + " of the gradient's length");
    }

    @Test
    void shouldLoseByTheHinge() {
        List<Judgement> sure = List.of(new Judgement(List.of(), scores(3, 1)));
        List<Judgement> torn = List.of(new Judgement(List.of(), scores(-0.5f, 0.5f)));

        // Spoken: 0 and 0; heard: 0.5 and 1.5.
        assertEquals(1, AdversarialLoss.discrimination(sure, torn).getFloat(), 1e-6);
        assertEquals(1 + 3, AdversarialLoss.discrimination(torn, sure).getFloat(), 1e-6);
        assertEquals(0, AdversarialLoss.deception(sure).getFloat());
        assertEquals(1, AdversarialLoss.deception(torn).getFloat(), 1e-6);
    }

    private NDArray scores(float... values) {
        return Values.create(manager, values, new Shape(1, 1, 1, values.length));
    }

    @Test
    void shouldMatchFeaturesRelativeToTheSpokenSounds() {
        List<Judgement> spoken = List.of(new Judgement(List.of(scores(1, 3), scores(10, -10)), scores(0)));
        List<Judgement> heard = List.of(new Judgement(List.of(scores(2, 3), scores(0, -10)), scores(0)));

        assertEquals(
                (0.5 / 2 + 5.0 / 10) / 2,
                AdversarialLoss.features(spoken, heard).getFloat(),
                1e-6);
        assertEquals(0, AdversarialLoss.features(spoken, spoken).getFloat());
    }

    @Test
    void shouldLearnToTellSoundsApart() {
        Discriminator discriminator = new Discriminator(manager, 4, 256);
        NDArray weights = weights(discriminator, 1);
        Adam optimizer = new Adam(manager, List.of(weights), 5);
        NDArray spoken = speech(1, false);
        NDArray heard = speech(1, true);
        assertTrue(loss(discriminator, weights, spoken, heard).getFloat() > 1.5);
        for (int i = 0; i < 40; i++) {
            TestTensors.backward(() -> loss(discriminator, weights, spoken, heard));
            optimizer.update(5e-3f);
        }
        assertTrue(loss(discriminator, weights, spoken, heard).getFloat() < 0.5);
        // And others of the same two kinds, which it has not heard.
        float unheard =
                loss(discriminator, weights, speech(9, false), speech(9, true)).getFloat();
        assertTrue(unheard < 1, "loss " + unheard);
    }

    private static NDArray loss(Discriminator discriminator, NDArray weights, NDArray spoken, NDArray heard) {
        return AdversarialLoss.discrimination(
                discriminator.judge(weights, spoken), discriminator.judge(weights, heard));
    }

    /** Four sounds of a quarter of a second; coarse ones have 3 bits a sample. */
    private NDArray speech(long seed, boolean coarse) {
        float[] samples = Arrays.copyOf(TestAudio.speech(seed, 1).samples(), 16_000);
        for (int i = 0; coarse && i < samples.length; i++) {
            samples[i] = Math.round(samples[i] * 8) / 8f;
        }
        return Values.create(manager, samples, new Shape(4, 4000));
    }
}
