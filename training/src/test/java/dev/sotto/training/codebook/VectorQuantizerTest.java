package dev.sotto.training.codebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.sotto.training.engine.TensorEngine;
import dev.sotto.training.engine.TestTensors;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loop.Adam;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorQuantizerTest {

    private static final int SIZE = 8;
    private static final int DIM = 3;

    private final NDManager manager = NDManager.newBaseManager(TensorEngine.start("cpu", 1), "PyTorch");
    private final float[] vectors = normal(1, SIZE * DIM);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void shouldQuantizeLatentsOfAnyShapeToTheNearestVectors() {
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.EMA, vectors);
        float[] latents = normal(2, 24 * DIM);
        float[] nearest = new float[latents.length];
        long[] tokens = new long[24];
        for (int n = 0; n < tokens.length; n++) {
            tokens[n] = nearest(latents, n);
            System.arraycopy(vectors, (int) tokens[n] * DIM, nearest, n * DIM, DIM);
        }

        for (Shape shape : List.of(new Shape(24), new Shape(6, 4), new Shape(2, 3, 4), new Shape(2, 3, 2, 2))) {
            NDArray given = Values.create(manager, latents, shape.add(DIM));
            VectorQuantizer.Quantized quantized = quantizer.forward(given);

            assertEquals(given.getShape(), quantized.vectors().getShape());
            // Through the rounding of z + (e - z).
            assertArrayEquals(nearest, quantized.vectors().toFloatArray(), 1e-6f);
            NDArray chosen = quantized.tokens().get(0);
            assertEquals(shape, chosen.getShape());
            assertArrayEquals(tokens, chosen.toLongArray());
            NDArray lookedUp = quantizer.vectors(quantized.tokens());
            assertEquals(given.getShape(), lookedUp.getShape());
            assertArrayEquals(nearest, lookedUp.toFloatArray());
        }
    }

    @Test
    void shouldRefuseLatentsOfAnotherSizeThanTheCodes() {
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.EMA, vectors);

        assertThrows(IllegalArgumentException.class, () -> quantizer.forward(manager.zeros(new Shape(2, DIM, 4))));
        assertThrows(IllegalArgumentException.class, () -> quantizer.forward(manager.zeros(new Shape(DIM))));
    }

    @Test
    void shouldHandTheGradientStraightThrough() {
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.LOSS, vectors);
        NDArray latents = leaf(normal(2, 4 * DIM), new Shape(2, 2, DIM));
        float[] weights = normal(3, 4 * DIM);
        NDArray weight = Values.create(manager, weights, latents.getShape());

        backward(() -> quantizer.forward(latents).vectors().mul(weight).sum());

        assertArrayEquals(weights, latents.getGradient().toFloatArray());
        assertArrayEquals(
                new float[SIZE * DIM],
                quantizer.learnable().get(0).getGradient().toFloatArray());
    }

    @Test
    void shouldDrawTheLatentsByTheCommitmentAndTheCodesByTheCodebookLoss() {
        float beta = 0.25f;
        float[] z = normal(2, 4 * DIM);
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.LOSS, vectors);
        NDArray latents = leaf(z, new Shape(2, 2, DIM));

        backward(() -> quantizer.loss(quantizer.forward(latents), beta));

        // Mean of (z - e)^2 over all numbers: 2 (z - e) / n for z, the opposite for the code that is e.
        float[] byLatent = new float[z.length];
        float[] byCode = new float[vectors.length];
        for (int i = 0; i < z.length; i++) {
            int code = nearest(z, i / DIM) * DIM + i % DIM;
            byLatent[i] = beta * 2 * (z[i] - vectors[code]) / z.length;
            byCode[code] -= 2 * (z[i] - vectors[code]) / z.length;
        }
        assertArrayEquals(byLatent, latents.getGradient().toFloatArray(), 1e-6f);
        assertArrayEquals(byCode, quantizer.learnable().get(0).getGradient().toFloatArray(), 1e-6f);
    }

    @Test
    void shouldLeaveTheCodebookLossOutWhereAveragesTeachTheCodes() {
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.EMA, vectors);
        VectorQuantizer.Quantized quantized =
                quantizer.forward(Values.create(manager, normal(2, 4 * DIM), new Shape(4, DIM)));

        assertTrue(quantizer.learnable().isEmpty());
        assertEquals(
                quantized.commitment().getFloat() * 0.5f,
                quantizer.loss(quantized, 0.5f).getFloat());
    }

    @Test
    void shouldUseAsManyCodebooksAsAreInUse() {
        VectorQuantizer both = quantizer(2, CodebookLearning.EMA, normal(4, 2 * SIZE * DIM));
        NDArray latents = Values.create(manager, normal(2, 3 * DIM), new Shape(3, DIM));
        NDArray first = Values.create(manager, new float[] {0, 1, 1}, new Shape(3, 1));
        NDArray second = Values.create(manager, new float[] {0, 0, 1}, new Shape(3, 1));

        VectorQuantizer.Quantized quantized = both.forward(latents, List.of(first, second));

        float[] one = both.vectors(both.forward(latents).tokens().subList(0, 1)).toFloatArray();
        float[] two = both.vectors(both.forward(latents).tokens()).toFloatArray();
        float[] expected = latents.toFloatArray();
        System.arraycopy(one, DIM, expected, DIM, DIM);
        System.arraycopy(two, 2 * DIM, expected, 2 * DIM, DIM);
        assertArrayEquals(expected, quantized.vectors().toFloatArray(), 1e-6f);
        float commitment = 0;
        float[] z = latents.toFloatArray();
        for (int i = DIM; i < z.length; i++) {
            commitment += (z[i] - one[i]) * (z[i] - one[i]) / z.length;
            commitment += i < 2 * DIM ? 0 : (z[i] - two[i]) * (z[i] - two[i]) / z.length;
        }
        assertEquals(commitment, quantized.commitment().getFloat(), 1e-5f);
    }

    @Test
    void shouldTellTheDivergenceFromAUniformPrior() {
        assertEquals(Math.log(SIZE), quantizer(1, CodebookLearning.EMA, vectors).divergence(), 1e-12);
        assertEquals(
                2 * Math.log(SIZE),
                quantizer(2, CodebookLearning.EMA, normal(4, 2 * SIZE * DIM)).divergence(),
                1e-12);
    }

    /** Codes that start 1 beside clusters of latents move into them. */
    @ParameterizedTest
    @EnumSource
    void shouldMoveTheCodesToTheLatentsThatChooseThem(CodebookLearning learning) {
        int perCluster = 16;
        float[] centres = normal(5, SIZE * DIM);
        float[] beside = new float[centres.length];
        float[] latents = new float[perCluster * centres.length];
        float[] jitter = normal(6, latents.length);
        for (int i = 0; i < centres.length; i++) {
            centres[i] *= 10;
            beside[i] = centres[i] + 1;
        }
        for (int i = 0; i < latents.length; i++) {
            latents[i] = centres[i % centres.length] + 0.01f * jitter[i];
        }
        VectorQuantizer quantizer = quantizer(1, learning, beside);
        NDArray given = Values.create(manager, latents, new Shape(perCluster, SIZE, DIM));
        Adam optimizer = new Adam(manager, quantizer.learnable(), 5);

        for (int step = 0; step < 300; step++) {
            VectorQuantizer.Quantized[] quantized = new VectorQuantizer.Quantized[1];
            if (learning == CodebookLearning.LOSS) {
                backward(() -> {
                    quantized[0] = quantizer.forward(given);
                    return quantizer.loss(quantized[0], 0);
                });
                optimizer.update(0.02f);
            } else {
                quantized[0] = quantizer.forward(given);
            }
            quantizer.learn(quantized[0], new SplittableRandom(step));
        }

        NDArray all = manager.create(LongStream.range(0, SIZE).toArray());
        assertArrayEquals(centres, quantizer.vectors(List.of(all)).toFloatArray(), 0.1f);
    }

    @Test
    void shouldKeepItsNumbersForTheWayBack() {
        VectorQuantizer quantizer = quantizer(1, CodebookLearning.EMA, vectors);
        NDArray latents = leaf(normal(2, 4 * DIM), new Shape(4, DIM));
        NDArray again = leaf(normal(2, 4 * DIM), new Shape(4, DIM));
        assertArrayEquals(
                TestTensors.gradient(latents, () -> quantizer.loss(quantizer.forward(latents), 0.25f)),
                TestTensors.gradientInSpiteOfCollection(again, () -> quantizer.loss(quantizer.forward(again), 0.25f)));
    }

    private VectorQuantizer quantizer(int numCodebooks, CodebookLearning learning, float[] values) {
        Codebooks codebooks = new Codebooks(manager, numCodebooks, SIZE, DIM, learning);
        codebooks.set(values, SIZE);
        return new VectorQuantizer(codebooks);
    }

    private NDArray leaf(float[] values, Shape shape) {
        NDArray leaf = Values.create(manager, values, shape);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    private static void backward(Supplier<NDArray> function) {
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            gradients.backward(function.get());
        }
    }

    private int nearest(float[] latents, int n) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < SIZE; k++) {
            double distance = 0;
            for (int d = 0; d < DIM; d++) {
                distance += Math.pow(latents[n * DIM + d] - vectors[k * DIM + d], 2);
            }
            if (distance < least) {
                least = distance;
                nearest = k;
            }
        }
        return nearest;
    }

    private static float[] normal(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
