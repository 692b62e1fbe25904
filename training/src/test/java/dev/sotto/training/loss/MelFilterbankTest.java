package dev.sotto.training.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MelFilterbankTest {

    private static final int RATE = 16_000;

    /** The shapes that training uses: where windows are short, filters are narrower than a bin. */
    @ParameterizedTest
    @CsvSource({"10,128", "21,256", "42,512", "80,1024", "80,2048"})
    void shouldHaveRowsOfSumOne(int bands, int window) {
        int bins = window / 2 + 1;
        float[] weights = MelFilterbank.weights(bands, window, RATE);

        assertEquals(bands * bins, weights.length);
        for (int b = 0; b < bands; b++) {
            double sum = 0;
            for (int k = 0; k < bins; k++) {
                assertTrue(weights[b * bins + k] >= 0, "no negative weight");
                sum += weights[b * bins + k];
            }
            assertEquals(1, sum, 1e-5, "band " + b);
        }
    }

    @ParameterizedTest
    @CsvSource({"10,128", "21,256", "42,512", "80,1024", "80,2048"})
    void shouldCoverTheAxisInOrder(int bands, int window) {
        int bins = window / 2 + 1;
        float[] weights = MelFilterbank.weights(bands, window, RATE);

        double last = 0;
        for (int b = 0; b < bands; b++) {
            double centre = 0;
            for (int k = 0; k < bins; k++) {
                centre += k * weights[b * bins + k];
            }
            assertTrue(centre >= last, "band " + b + " is around bin " + centre + ", the one before around " + last);
            last = centre;
        }
        // Above the first band every bin is heard; the last one, half the rate, need not be.
        for (int k = firstBin(weights, bins); k < bins - 1; k++) {
            float heard = 0;
            for (int b = 0; b < bands; b++) {
                heard += weights[b * bins + k];
            }
            assertTrue(heard > 0, "bin " + k + " is in no band");
        }
        assertTrue(firstBin(weights, bins) * RATE / window <= 125, "from low frequencies on");
    }

    @Test
    void shouldBeWiderTheHigher() {
        int bins = 513;
        float[] weights = MelFilterbank.weights(40, 1024, RATE);
        assertTrue(width(weights, bins, 38) > 4 * width(weights, bins, 2));
    }

    private static int firstBin(float[] weights, int bins) {
        int k = 0;
        while (k < bins && weights[k] == 0) {
            k++;
        }
        return k;
    }

    private static int width(float[] weights, int bins, int band) {
        int width = 0;
        for (int k = 0; k < bins; k++) {
            width += weights[band * bins + k] > 0 ? 1 : 0;
        }
        return width;
    }
}
