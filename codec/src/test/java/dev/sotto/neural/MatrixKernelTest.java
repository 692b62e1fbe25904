package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.sotto.model.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MatrixKernelTest {

    @Test
    void shouldChooseVectorsWhereTheyAre() {
        assertInstanceOf(VectorKernel.class, MatrixKernel.preferred());
    }

    @Test
    void shouldActivateToTheSameBits() {
        float[] x = new float[70];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i - 35) * 0.37f;
        }
        float[] odd = {
            -0f,
            0f,
            Float.NaN,
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            -Float.MIN_VALUE,
            Float.MIN_VALUE,
            -1e-38f,
            -Float.MAX_VALUE
        };
        System.arraycopy(odd, 0, x, 1, odd.length);
        System.arraycopy(odd, 0, x, 60, odd.length);
        float[] vector = new float[80];
        float[] scalar = new float[80];
        new VectorKernel().activate(x, vector, 3, x.length);
        new ScalarKernel().activate(x, scalar, 3, x.length);
        for (int i = 0; i < scalar.length; i++) {
            assertEquals(Float.floatToIntBits(scalar[i]), Float.floatToIntBits(vector[i]), "at " + i);
        }
        assertEquals(x[20] * 0.1f, scalar[23]);
        assertEquals(x[50], scalar[53]);
    }

    @Test
    void shouldFindTheFirstOfTheGreatest() {
        float[] none = new float[40];
        Arrays.fill(none, Float.NaN);
        none[7] = Float.NEGATIVE_INFINITY;
        float[] zeros = new float[40];
        Arrays.fill(zeros, 5, 40, -0f);
        zeros[1] = -0f;
        zeros[0] = -1;
        SplittableRandom random = new SplittableRandom(1);
        float[] ties = new float[1000];
        for (int i = 0; i < ties.length; i++) {
            ties[i] = i % 17 == 3 ? Float.NaN : random.nextInt(100);
        }
        for (MatrixKernel kernel : new MatrixKernel[] {new VectorKernel(), new ScalarKernel()}) {
            assertEquals(0, kernel.greatest(none, 0, 40));
            assertEquals(1, kernel.greatest(zeros, 0, 40));
            assertEquals(0, kernel.greatest(new float[5], 2, 3));
            for (int length = 1; length < 200; length++) {
                int expected = 0;
                for (int i = 0; i < length; i++) {
                    expected = ties[3 * length + i] > ties[3 * length + expected]
                                    || Float.isNaN(ties[3 * length + expected])
                            ? i
                            : expected;
                }
                assertEquals(expected, kernel.greatest(ties, 3 * length, length), kernel + ", " + length);
            }
        }
    }

    /** Rows are taken in groups, of which there are several kinds; outputs and window fill no vector. */
    @Test
    void shouldMultiplyAnyNumberOfRowsToTheSameBits() {
        SplittableRandom random = new SplittableRandom(2);
        Tensor weight = new Tensor(new int[] {71, 13, 3}, numbers(random, 71 * 13 * 3));
        Tensor bias = new Tensor(new int[] {71}, numbers(random, 71));
        float[] x = numbers(random, 27 * 39);
        MatrixKernel vector = new VectorKernel();
        MatrixKernel scalar = new ScalarKernel();
        PackedConvolution forVector = new PackedConvolution(weight, bias, 1, 1, vector);
        PackedConvolution forScalar = new PackedConvolution(weight, bias, 1, 1, scalar);
        for (int rows = 1; rows <= 26; rows++) {
            float[] fast = new float[2 + rows * forVector.paddedOutputs()];
            float[] slow = new float[2 + rows * forScalar.paddedOutputs()];
            vector.multiply(forVector, x, 39, rows, fast, 2);
            scalar.multiply(forScalar, x, 39, rows, slow, 2);
            for (int row = 0; row < rows; row++) {
                for (int o = 0; o < 71; o++) {
                    assertEquals(
                            Float.floatToRawIntBits(slow[2 + row * forScalar.paddedOutputs() + o]),
                            Float.floatToRawIntBits(fast[2 + row * forVector.paddedOutputs() + o]),
                            rows + " rows, row " + row + ", output " + o);
                }
            }
        }
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
