package dev.sotto.training.adversary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.adversary.EnvelopeDiscriminator.Judgement;
import dev.sotto.training.engine.TestTensors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EnvelopeDiscriminatorTest {

    private final EnvelopeDiscriminator discriminator = new EnvelopeDiscriminator();
    private final float[] start = discriminator.initial(new SplittableRandom(1));

    private static NDArray envelopes(NDManager manager, long seed) {
        return manager.create(TestTensors.normal(seed, 2 * 48 * 61), new Shape(2, 48, 61));
    }

    @Test
    void shouldJudgePatchesAtTwoPaces() {
        try (NDManager manager = TestTensors.newManager()) {
            NDArray weights = manager.create(start);
            List<Judgement> judgements = discriminator.judge(weights, envelopes(manager, 2));
            assertEquals(2, judgements.size());
            assertEquals(new Shape(2, 1, 6, 16), judgements.get(0).score().getShape());
            assertEquals(new Shape(2, 1, 6, 8), judgements.get(1).score().getShape());
            for (Judgement judgement : judgements) {
                assertEquals(3, judgement.features().size());
            }
        }
    }

    @Test
    void shouldKeepAConvolutionsLengthApartFromItsDirection() {
        try (NDManager manager = TestTensors.newManager()) {
            NDArray envelopes = envelopes(manager, 3);
            float[] scaled = start.clone();
            for (int i = 0; i < 24 * 25; i++) {
                scaled[i] *= 3; // the directions of the first layer
            }
            float[] before = discriminator
                    .judge(manager.create(start), envelopes)
                    .get(0)
                    .score()
                    .toFloatArray();
            float[] after = discriminator
                    .judge(manager.create(scaled), envelopes)
                    .get(0)
                    .score()
                    .toFloatArray();
            assertArrayEquals(before, after, 1e-4f);
        }
    }

    @Test
    void shouldTeachEachSideFromItsOwnTerm() {
        try (NDManager manager = TestTensors.newManager()) {
            NDArray weights = TestTensors.leaf(manager, start, start.length);
            NDArray again = TestTensors.leaf(manager, start, start.length);
            NDArray real = envelopes(manager, 4);
            NDArray decoded = envelopes(manager, 5);
            float[] own = TestTensors.gradient(
                    weights,
                    () -> AdversarialLoss.discrimination(
                            discriminator.judge(weights, real), discriminator.judge(weights, decoded)));
            int learnt = 0;
            for (float g : own) {
                assertTrue(Float.isFinite(g));
                learnt += g != 0 ? 1 : 0;
            }
            assertTrue(learnt > 0.9 * own.length, learnt + " of " + own.length);
            assertArrayEquals(
                    own,
                    TestTensors.gradientInSpiteOfCollection(
                            again,
                            () -> AdversarialLoss.discrimination(
                                    discriminator.judge(again, real), discriminator.judge(again, decoded))));
        }
    }

    @Test
    void shouldMatchWhereBothAreTheSame() {
        try (NDManager manager = TestTensors.newManager()) {
            NDArray weights = manager.create(start);
            List<Judgement> one = discriminator.judge(weights, envelopes(manager, 6));
            List<Judgement> other = discriminator.judge(weights, envelopes(manager, 7));
            assertEquals(0, AdversarialLoss.matching(one, one).getFloat(), 1e-6f);
            assertTrue(AdversarialLoss.matching(one, other).getFloat() > 0.1f);
            double scores = one.stream()
                    .mapToDouble(judgement -> judgement.score().mean().getFloat())
                    .sum();
            assertEquals(-scores, AdversarialLoss.deception(one).getFloat(), 1e-5);
        }
    }
}
