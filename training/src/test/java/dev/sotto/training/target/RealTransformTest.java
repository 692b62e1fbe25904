package dev.sotto.training.target;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RealTransformTest {

    @Test
    void shouldTransformAsTheDefinitionSaysAndBack() {
        for (int size : new int[] {4, 8, 64}) {
            double[] signal = new SplittableRandom(size).doubles(size).toArray();
            double[] real = new double[size / 2 + 1];
            double[] imaginary = new double[size / 2 + 1];
            RealTransform fourier = new RealTransform(size);
            fourier.forward(signal, real, imaginary);
            for (int k = 0; k <= size / 2; k++) {
                double re = 0;
                double im = 0;
                for (int n = 0; n < size; n++) {
                    re += signal[n] * Math.cos(2 * Math.PI * k * n / size);
                    im -= signal[n] * Math.sin(2 * Math.PI * k * n / size);
                }
                assertEquals(re, real[k], 1e-12 * size);
                assertEquals(im, imaginary[k], 1e-12 * size);
            }
            double[] again = new double[size];
            fourier.inverse(real, imaginary, again);
            assertArrayEquals(signal, again, 1e-13 * size);
        }
        assertThrows(IllegalArgumentException.class, () -> new RealTransform(48));
    }
}
