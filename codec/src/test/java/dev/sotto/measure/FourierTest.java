package dev.sotto.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTest {

    @Test
    void shouldAgreeWithTheDefinition() {
        for (int size : new int[] {2, 4, 16, 512}) {
            double[] signal = new Random(4).doubles(size, -1, 1).toArray();
            double[] powers = new Fourier(size).powers(signal);

            assertEquals(size / 2 + 1, powers.length);
            for (int k = 0; k < powers.length; k++) {
                assertEquals(power(signal, k, size), powers[k], 1e-9 * size, "bin " + k + " of " + size);
            }
        }
    }

    @Test
    void shouldTakeAShortSignalAsFollowedBySilence() {
        double[] signal = new Random(5).doubles(200, -1, 1).toArray();
        double[] powers = new Fourier(512).powers(signal);

        assertEquals(power(signal, 37, 512), powers[37], 1e-9);
    }

    @Test
    void shouldRefuseSizesThatAreNoPowersOfTwo() {
        for (int size : new int[] {-2, 0, 1, 3, 500}) {
            assertThrows(IllegalArgumentException.class, () -> new Fourier(size));
        }
    }

    private static double power(double[] signal, int bin, int size) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < signal.length; i++) {
            re += signal[i] * Math.cos(2 * Math.PI * bin * i / size);
            im -= signal[i] * Math.sin(2 * Math.PI * bin * i / size);
        }
        return re * re + im * im;
    }
}
