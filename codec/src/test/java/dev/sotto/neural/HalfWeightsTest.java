package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.HalfFloats;
import dev.sotto.model.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfWeightsTest {

    /** What the kernel makes of a half: a shift, a mask, and the scale that it puts on the input instead. */
    private static float unpacked(short half) {
        int upper = half << 16 | 0xabcd;
        return Float.intBitsToFloat(upper >> HalfWeights.SHIFT & HalfWeights.MASK) * HalfWeights.SCALE;
    }

    @Test
    void shouldKeepEveryHalfPrecisionNumberThatAWeightCanBe() {
        for (int half = 0; half < 1 << 16; half++) {
            float value = HalfFloats.toFloat((short) half);
            int bits = Float.floatToRawIntBits(value);
            assertEquals(Math.abs(value) < 128, HalfWeights.isExact(bits), Integer.toHexString(half));
            if (HalfWeights.isExact(bits)) {
                assertEquals(bits, Float.floatToRawIntBits(unpacked(HalfWeights.half(bits))), "half " + half);
            }
        }
    }

    @Test
    void shouldRefuseWhatItWouldChange() {
        assertTrue(HalfWeights.isExact(Float.floatToRawIntBits(0x1p-24f)));
        for (float value : new float[] {0x1p-25f, Float.MIN_VALUE, 128f, 0.1f, Float.NaN, 1f / 0, Math.nextUp(0.5f)}) {
            assertTrue(HalfWeights.of(new float[] {0.5f, value}, 1).isEmpty(), value + " is not exact");
            assertTrue(HalfWeights.of(new float[] {-value, 0.5f}, 1).isEmpty(), -value + " is not exact");
        }
    }

    /** Inputs up to the limit take the halves, larger ones the floats: no bit differs. */
    @ParameterizedTest
    @ValueSource(floats = {1e-44f, 1f, 33554430f, 33554432f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN})
    void shouldGiveTheBitsOfTheScalarKernel(float largest) {
        SplittableRandom random = new SplittableRandom(5);
        int outputs = 70;
        int inputs = 37;
        float[] weight = new float[outputs * inputs];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = HalfFloats.toFloat((short) (random.nextInt(0x5800) | random.nextInt() & 0x8000));
        }
        float[] x = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            x[i] = (float) (random.nextDouble() - 0.5) * Math.min(largest, 1e30f);
        }
        x[11] = largest;
        Tensor tensor = new Tensor(new int[] {outputs, inputs, 1}, weight);
        Tensor bias = new Tensor(new int[] {outputs}, new float[outputs]);
        float[][] results = new float[2][];
        MatrixKernel[] kernels = {new VectorKernel(), new ScalarKernel()};
        for (int k = 0; k < 2; k++) {
            PackedConvolution layer = new PackedConvolution(tensor, bias, 1, 1, kernels[k]);
            assertTrue(layer.halves().length > 0);
            float[] padded = new float[layer.paddedOutputs()];
            kernels[k].multiply(layer, x, 0, 1, padded, 0);
            results[k] = Arrays.copyOf(padded, outputs);
        }
        assertArrayEquals(results[1], results[0]);
    }
}
