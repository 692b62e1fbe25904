package dev.sotto.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FourierTest {

    static SpectralKernel[] kernels() {
        return Kernels.all();
    }

    private static float[] noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[Fourier.SIZE + 3];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldGiveTheSumsThatDefineIt(SpectralKernel kernel) {
        float[] x = noise(1);
        float[] re = new float[Fourier.BINS];
        float[] im = new float[Fourier.BINS];
        new Fourier(kernel).forward(x, 3, re, im);
        for (int k = 0; k < Fourier.BINS; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int n = 0; n < Fourier.SIZE; n++) {
                double angle = -2 * Math.PI * k * n / Fourier.SIZE;
                sumRe += x[3 + n] * Math.cos(angle);
                sumIm += x[3 + n] * Math.sin(angle);
            }
            assertEquals(sumRe, re[k], 2e-5, "real part at " + k);
            assertEquals(sumIm, im[k], 2e-5, "imaginary part at " + k);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldUndoItself(SpectralKernel kernel) {
        float[] x = noise(2);
        float[] re = new float[Fourier.BINS];
        float[] im = new float[Fourier.BINS];
        float[] back = new float[Fourier.SIZE + 3];
        Fourier fourier = new Fourier(kernel);
        fourier.forward(x, 0, re, im);
        im[0] = 5;
        im[Fourier.BINS - 1] = -7;
        fourier.inverse(re, im, back, 2);
        for (int n = 0; n < Fourier.SIZE; n++) {
            assertEquals(x[n], back[2 + n], 1e-6, "sample " + n);
        }
    }

    @Test
    void shouldGiveTheSameBitsWithEveryKernel() {
        float[] x = noise(3);
        float[][] spectra = new float[4][Fourier.BINS];
        new Fourier(SpectralKernel.scalar()).forward(x, 0, spectra[0], spectra[1]);
        new Fourier(SpectralKernel.preferred()).forward(x, 0, spectra[2], spectra[3]);
        assertArrayEquals(spectra[0], spectra[2]);
        assertArrayEquals(spectra[1], spectra[3]);
        float[] scalar = new float[Fourier.SIZE];
        float[] vector = new float[Fourier.SIZE];
        new Fourier(SpectralKernel.scalar()).inverse(spectra[0], spectra[1], scalar, 0);
        new Fourier(SpectralKernel.preferred()).inverse(spectra[0], spectra[1], vector, 0);
        assertArrayEquals(scalar, vector);
    }
}
