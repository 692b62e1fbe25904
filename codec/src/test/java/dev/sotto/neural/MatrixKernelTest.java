package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
}
