package dev.sotto.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.neural.MatrixKernel;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequenciesTest {

    private static final int TOTAL = 1 << TokenPredictor.TOTAL_BITS;
    private static final float[] ODD = {
        Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE, 0f, -0f, 1e-40f
    };

    private static int[] of(float[] scores) {
        int[] cumulative = new int[scores.length + 1];
        new Frequencies(MatrixKernel.scalar(), scores.length).of(scores, 0, cumulative);
        return cumulative;
    }

    static void shouldRiseFromZeroToTheTotal(int[] cumulative) {
        assertEquals(0, cumulative[0]);
        assertEquals(TOTAL, cumulative[cumulative.length - 1]);
        for (int i = 1; i < cumulative.length; i++) {
            assertTrue(cumulative[i] > cumulative[i - 1], "entry " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 64, 1000, 1024, 32_768})
    void shouldGiveEveryTokenSomethingWhateverTheScores(int size) {
        SplittableRandom random = new SplittableRandom(size);
        for (int round = 0; round < 40; round++) {
            float[] scores = new float[size];
            double scale = StrictMath.pow(10, round % 8 - 2);
            for (int i = 0; i < size; i++) {
                boolean odd = round > 20 && random.nextInt(3) == 0;
                scores[i] = odd ? ODD[random.nextInt(ODD.length)] : (float) (scale * random.nextGaussian());
            }
            shouldRiseFromZeroToTheTotal(of(scores));
        }
        for (float odd : ODD) {
            float[] scores = new float[size];
            Arrays.fill(scores, odd);
            shouldRiseFromZeroToTheTotal(of(scores));
        }
    }

    @Test
    void shouldDealOutByTheSoftmax() {
        float[] scores = new float[1024];
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (2 * random.nextGaussian());
            sum += StrictMath.exp(scores[i]);
        }
        int[] cumulative = of(scores);
        for (int i = 0; i < scores.length; i++) {
            double expected = 1 + (TOTAL - scores.length) * StrictMath.exp(scores[i]) / sum;
            assertEquals(expected, cumulative[i + 1] - cumulative[i], 1.1);
        }
    }

    @Test
    void shouldLeaveOneTokenAlmostEverything() {
        float[] scores = new float[1024];
        scores[700] = 100;
        int[] cumulative = of(scores);
        assertEquals(TOTAL - 1023, cumulative[701] - cumulative[700]);
    }

    @Test
    void shouldBeTheSameWithBothKernels() {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = new float[1027];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (5 * random.nextGaussian());
        }
        int[] scalar = new int[1025];
        int[] preferred = new int[1025];
        new Frequencies(MatrixKernel.scalar(), 1024).of(scores, 3, scalar);
        new Frequencies(MatrixKernel.preferred(), 1024).of(scores, 3, preferred);
        assertArrayEquals(scalar, preferred);
    }

    @Test
    void shouldBeEvenWhereNothingIsKnown() {
        int[] cumulative = new int[1001];
        new UniformPredictor(1000).predict(0, new int[1], 0, cumulative);
        shouldRiseFromZeroToTheTotal(cumulative);
        for (int i = 0; i < 1000; i++) {
            assertEquals(TOTAL / 1000.0, cumulative[i + 1] - cumulative[i], 1);
        }
    }
}
