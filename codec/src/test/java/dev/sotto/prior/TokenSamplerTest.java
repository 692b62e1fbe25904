package dev.sotto.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.neural.MatrixKernel;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenSamplerTest {

    private static final PriorConfig CONFIG = new PriorConfig("0123456789abcdef", 4, 64, 8, 24, 16);
    private static final PriorFile FILE = TestPriors.file(CONFIG, 1);
    private static final TokenSequence NONE = new TokenSequence(3, new int[0]);

    private static TokenSequence sample(MatrixKernel kernel, double temperature, long seed, TokenSequence prompt) {
        TokenPredictor predictor = Prior.of(FILE, kernel).predictor(3);
        return new TokenSampler(predictor, 64, temperature, seed).sample(prompt, 100);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        for (double temperature : new double[] {0.7, 1, 1.3}) {
            TokenSequence first = sample(MatrixKernel.scalar(), temperature, 7, NONE);
            assertEquals(100, first.numFrames());
            assertEquals(first, sample(MatrixKernel.preferred(), temperature, 7, NONE));
            assertNotEquals(first, sample(MatrixKernel.scalar(), temperature, 8, NONE));
        }
    }

    /** Known numbers: they were drawn once, and are the same on every machine and JDK. */
    @Test
    void shouldDrawWhatItAlwaysDrew() {
        String drawn =
                first(sample(MatrixKernel.scalar(), 1, 7, NONE)) + first(sample(MatrixKernel.scalar(), 0.7, 7, NONE));
        assertEquals("[0, 8, 54, 0, 58, 15][63, 6, 17, 36, 29, 30]", drawn);
    }

    private static String first(TokenSequence drawn) {
        return Arrays.toString(Arrays.copyOf(drawn.tokens(), 6));
    }

    @Test
    void shouldGoOnFromAPrompt() {
        TokenSequence prompt = new TokenSequence(3, new int[] {1, 2, 3, 4, 5, 6});
        assertNotEquals(sample(MatrixKernel.scalar(), 0, 7, NONE), sample(MatrixKernel.scalar(), 0, 7, prompt));
    }

    @Test
    void shouldTakeTheLikeliestWithoutTemperature() {
        assertEquals(sample(MatrixKernel.scalar(), 0, 1, NONE), sample(MatrixKernel.scalar(), 0, 2, NONE));
        assertEquals(sample(MatrixKernel.scalar(), 0, 1, NONE), sample(MatrixKernel.scalar(), 1e-3, 1, NONE));
    }

    @Test
    void shouldDrawAsOftenAsTheFrequenciesSay() {
        int[] counts = new int[4];
        TokenPredictor quarter = new StaticPredictor(new int[][] {{0, 16_385, 65_534, 65_535, 65_536}});
        for (int token : new TokenSampler(quarter, 4, 1, 5)
                .sample(new TokenSequence(1, new int[0]), 40_000)
                .tokens()) {
            counts[token]++;
        }
        assertEquals(10_000, counts[0], 300);
        assertEquals(0, counts[2] + counts[3], "the one that each has as a matter of form does not count");
    }

    @Test
    void shouldRefuseATemperatureThatIsNone() {
        TokenPredictor any = new UniformPredictor(64);
        assertThrows(IllegalArgumentException.class, () -> new TokenSampler(any, 64, Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new TokenSampler(any, 64, -1, 1));
    }
}
