package dev.sotto.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementaryTest {

    @Test
    void shouldRaiseTwoToAPower() {
        for (int i = -1200; i <= 1200; i++) {
            float x = i * 0.0999f;
            double expected = StrictMath.pow(2, x);
            assertEquals(1, Elementary.exp2(x) / expected, 3e-7, "2^" + x);
        }
        assertEquals(Elementary.exp2(-120), Elementary.exp2(Float.NEGATIVE_INFINITY));
        assertEquals(Elementary.exp2(120), Elementary.exp2(Float.MAX_VALUE));
        assertTrue(Float.isNaN(Elementary.exp2(Float.NaN)));
    }

    @Test
    void shouldTakeLogarithms() {
        for (float x = Float.MIN_NORMAL; x < 1e38f; x *= 1.0007f) {
            double expected = StrictMath.log(x);
            assertEquals(expected, Elementary.log(x), 2e-7 * Math.max(Math.abs(expected), 0.5), "ln " + x);
        }
        for (int i = -500; i <= 500; i++) {
            float x = 1 + i * 1e-6f;
            assertEquals(StrictMath.log(x), Elementary.log(x), 2e-7 * Math.abs(x - 1), "ln " + x);
        }
        assertEquals(0f, Elementary.log(1));
    }

    @Test
    void shouldGiveSinesAndCosines() {
        for (int i = -100_000; i <= 100_000; i++) {
            float turns = i * 0.000731f;
            double radians = 2 * Math.PI * ((double) turns - Math.rint(turns));
            assertEquals(StrictMath.cos(radians), Elementary.cosine(turns), 2e-7, "cosine of " + turns);
            assertEquals(StrictMath.sin(radians), Elementary.sine(turns), 4e-7, "sine of " + turns);
        }
    }

    @Test
    void shouldGiveTheSameBitsOfArrays() {
        SplittableRandom random = new SplittableRandom(1);
        int length = 100_003;
        float[] x = new float[length];
        float[] turns = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = (float) random.nextDouble(-140, 140);
            turns[i] = (float) random.nextDouble(-50, 50);
        }
        x[5] = Float.NaN;
        x[8] = Float.POSITIVE_INFINITY;
        float[][] powers = new float[2][length + 1];
        float[][] logarithms = new float[2][length];
        float[][] re = new float[2][length];
        float[][] im = new float[2][length];
        for (int i = 0; i < 2; i++) {
            SpectralKernel kernel = Kernels.all()[i];
            kernel.exp2(x, 0, powers[i], 1, length);
            kernel.log(powers[i], 1, logarithms[i], 0, length);
            kernel.polar(x, turns, re[i], im[i], length);
        }
        assertArrayEquals(powers[0], powers[1]);
        assertArrayEquals(logarithms[0], logarithms[1]);
        assertArrayEquals(re[0], re[1]);
        assertArrayEquals(im[0], im[1]);
        assertEquals(Elementary.exp2(x[77]), powers[0][78]);
        assertEquals(Elementary.log(powers[0][78]), logarithms[0][77]);
        assertEquals(Elementary.exp2(x[77]) * Elementary.sine(turns[77]), im[0][77]);
    }
}
