package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.sotto.training.engine.TestTensors;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamTest {

    private static final float[] START = {1, -2, 0.5f, 0};
    private static final float[][] GRADIENTS = {{0.3f, -0.4f, 0, 2}, {0.1f, 0.4f, -1, 2}, {-5, 0.01f, 3, -2}};
    private static final float RATE = 0.1f;
    private static final float NO_CLIPPING = 1e9f;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TestTensors.newManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray parameter(float... values) {
        return TestTensors.leaf(manager, values, values.length);
    }

    /** Gives each of {@code parameters} its part of {@code gradient}. */
    private void differentiate(float[] gradient, NDArray... parameters) {
        TestTensors.backward(() -> {
            NDArray all = parameters.length == 1 ? parameters[0] : parameters[0].concat(parameters[1], 0);
            return all.mul(manager.create(gradient)).sum();
        });
    }

    @Test
    void shouldTakeTheStepsOfAlgorithmOne() {
        NDArray parameter = parameter(START);
        Adam adam = new Adam(manager, List.of(parameter), NO_CLIPPING);
        Reference reference = new Reference(START);
        for (float[] gradient : GRADIENTS) {
            differentiate(gradient, parameter);
            assertEquals(norm(gradient), adam.update(RATE), 1e-5);
            assertArrayEquals(reference.step(gradient), parameter.toFloatArray(), 1e-5f);
        }
        assertEquals(3, adam.updates());
    }

    @Test
    void shouldClipByTheNormOfAllParametersTogetherBothSignsAlike() {
        NDArray first = parameter(START[0], START[1]);
        NDArray second = parameter(START[2], START[3]);
        Adam adam = new Adam(manager, List.of(first, second), 0.5f);
        Reference reference = new Reference(START);
        for (float[] gradient : GRADIENTS) {
            differentiate(gradient, first, second);
            assertEquals(norm(gradient), adam.update(RATE), 1e-5, "the norm before clipping");
            float[] clipped = gradient.clone();
            for (int i = 0; i < clipped.length; i++) {
                clipped[i] *= (float) (0.5 / norm(gradient));
            }
            assertArrayEquals(reference.step(clipped), first.concat(second, 0).toFloatArray(), 1e-5f);
        }

        NDArray mirrored = parameter(-START[0], -START[1], -START[2], -START[3]);
        Adam opposite = new Adam(manager, List.of(mirrored), 0.5f);
        for (float[] gradient : GRADIENTS) {
            differentiate(new float[] {-gradient[0], -gradient[1], -gradient[2], -gradient[3]}, mirrored);
            opposite.update(RATE);
        }
        assertArrayEquals(first.concat(second, 0).toFloatArray(), mirrored.neg().toFloatArray(), 1e-6f);
    }

    @Test
    void shouldUseUpTheGradients() {
        NDArray parameter = parameter(START);
        Adam adam = new Adam(manager, List.of(parameter), NO_CLIPPING);
        differentiate(GRADIENTS[0], parameter);
        adam.update(RATE);
        assertEquals(0, parameter.getGradient().abs().max().getFloat());
    }

    @Test
    void shouldChangeNothingWhereAGradientIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            NDArray parameter = parameter(START);
            Adam adam = new Adam(manager, List.of(parameter), 1);
            Reference reference = new Reference(START);
            differentiate(GRADIENTS[0], parameter);
            adam.update(RATE);
            float[] before = reference.step(clipped(GRADIENTS[0]));

            differentiate(new float[] {1, bad, 1, 1}, parameter);
            assertFalse(Float.isFinite(adam.update(RATE)));
            assertArrayEquals(before, parameter.toFloatArray(), 1e-5f);
            assertEquals(1, adam.updates());

            differentiate(GRADIENTS[1], parameter);
            adam.update(RATE);
            assertArrayEquals(reference.step(clipped(GRADIENTS[1])), parameter.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void shouldGoOnAfterARestoreAsIfNothingHadHappened() {
        NDArray parameter = parameter(START);
        Adam adam = new Adam(manager, List.of(parameter), NO_CLIPPING);
        differentiate(GRADIENTS[0], parameter);
        adam.update(RATE);
        NDList saved = new NDList();
        adam.save("adam", saved);
        NDArray copy = parameter(parameter.toFloatArray());
        Adam restored = new Adam(manager, List.of(copy), NO_CLIPPING);
        restored.restore("adam", NDList.decode(manager, saved.encode(NDList.Encoding.SAFETENSORS)), adam.updates());

        for (float[] gradient : GRADIENTS) {
            differentiate(gradient, parameter);
            differentiate(gradient, copy);
            adam.update(RATE);
            restored.update(RATE);
            assertArrayEquals(parameter.toFloatArray(), copy.toFloatArray());
        }
        assertEquals(4, restored.updates());
    }

    private static double norm(float[] gradient) {
        double sum = 0;
        for (float value : gradient) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static float[] clipped(float[] gradient) {
        float[] clipped = gradient.clone();
        double scale = Math.min(1, 1 / norm(gradient));
        for (int i = 0; i < clipped.length; i++) {
            clipped[i] *= (float) scale;
        }
        return clipped;
    }

    /** Algorithm 1 of Kingma and Ba 2015 as it is printed, in double precision. */
    private static final class Reference {

        private static final double BETA1 = 0.8;
        private static final double BETA2 = 0.99;

        private final double[] values;
        private final double[] mean;
        private final double[] variance;
        private int t;

        Reference(float[] start) {
            values = new double[start.length];
            mean = new double[start.length];
            variance = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                values[i] = start[i];
            }
        }

        float[] step(float[] gradient) {
            t++;
            float[] result = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
                variance[i] = BETA2 * variance[i] + (1 - BETA2) * gradient[i] * gradient[i];
                double correctedMean = mean[i] / (1 - Math.pow(BETA1, t));
                double correctedVariance = variance[i] / (1 - Math.pow(BETA2, t));
                values[i] -= RATE * correctedMean / (Math.sqrt(correctedVariance) + 1e-8);
                result[i] = (float) values[i];
            }
            return result;
        }
    }
}
