package dev.sotto.prior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.Fingerprint;
import dev.sotto.model.ModelFormatException;
import dev.sotto.model.Tensor;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriorTest {

    private static final String MODEL = "0123456789abcdef";
    private static final PriorConfig SMALL = new PriorConfig(MODEL, 4, 64, 8, 24, 16);
    /** Of the shape that ships. */
    private static final PriorConfig FULL = new PriorConfig(MODEL, 8, 1024, 64, 192, 112);

    private static TokenSequence tokens(PriorConfig config, int codebooks, int frames, long seed) {
        return new TokenSequence(
                codebooks,
                new SplittableRandom(seed)
                        .ints((long) codebooks * frames, 0, config.codebookSize())
                        .toArray());
    }

    /** All frequencies, one after another. */
    private static int[] frequencies(TokenPredictor predictor, PriorConfig config, TokenSequence sequence) {
        int codebooks = sequence.numCodebooks();
        int size = config.codebookSize() + 1;
        int[] all = new int[sequence.tokens().length * size];
        int[] cumulative = new int[size];
        int at = 0;
        for (int t = 0; t < sequence.numFrames(); t++) {
            for (int q = 0; q < codebooks; q++) {
                predictor.predict(q, sequence.tokens(), t * codebooks, cumulative);
                System.arraycopy(cumulative, 0, all, at, size);
                at += size;
            }
            predictor.accept(sequence.tokens(), t * codebooks, codebooks);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8})
    void shouldGiveTheSameFrequenciesWithBothKernels(int codebooks) {
        PriorFile file = TestPriors.file(FULL, 1);
        TokenSequence sequence = tokens(FULL, codebooks, 30, 2);
        assertArrayEquals(
                frequencies(Prior.of(file, MatrixKernel.scalar()).predictor(codebooks), FULL, sequence),
                frequencies(Prior.of(file).predictor(codebooks), FULL, sequence));
    }

    @Test
    void shouldRiseFromZeroToTheTotalWhateverTheWeights() {
        Map<String, Tensor> wild = new HashMap<>();
        SplittableRandom random = new SplittableRandom(3);
        TestPriors.file(SMALL, 3).tensors().forEach((name, tensor) -> {
            float[] values = new float[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(3) == 0 ? 65_504 * (random.nextInt(3) - 1) : (float) random.nextGaussian();
            }
            wild.put(name, new Tensor(tensor.shape(), values));
        });
        Prior prior = Prior.of(PriorFile.read(PriorFile.write(SMALL, wild, Map.of()), "a test's prior"));
        for (TokenPredictor predictor : List.of(prior.predictor(4), prior.order0(4), prior.order1(4))) {
            int[] all = frequencies(predictor, SMALL, tokens(SMALL, 4, 50, 4));
            for (int at = 0; at < all.length; at += 65) {
                FrequenciesTest.shouldRiseFromZeroToTheTotal(Arrays.copyOfRange(all, at, at + 65));
            }
        }
    }

    @Test
    void shouldForgetAllWhenReset() {
        Prior prior = Prior.of(TestPriors.file(SMALL, 5));
        TokenSequence sequence = tokens(SMALL, 3, 20, 6);
        TokenPredictor predictor = prior.predictor(3);
        int[] fresh = frequencies(predictor, SMALL, sequence);
        assertFalse(Arrays.equals(fresh, frequencies(predictor, SMALL, sequence)));
        predictor.reset();
        assertArrayEquals(fresh, frequencies(predictor, SMALL, sequence));
        assertArrayEquals(fresh, frequencies(prior.predictor(3), SMALL, sequence));
    }

    @Test
    void shouldSeeEachTokenBeforeAndNoneAfter() {
        Prior prior = Prior.of(TestPriors.file(SMALL, 7));
        TokenSequence sequence = tokens(SMALL, 4, 6, 8);
        int size = SMALL.codebookSize() + 1;
        int[] before = frequencies(prior.predictor(4), SMALL, sequence);
        for (int changed = 0; changed < sequence.tokens().length; changed++) {
            int[] tokens = sequence.tokens().clone();
            tokens[changed] = (tokens[changed] + 1) % SMALL.codebookSize();
            int[] after = frequencies(prior.predictor(4), SMALL, new TokenSequence(4, tokens));
            int end = (changed + 1) * size;
            assertArrayEquals(Arrays.copyOf(before, end), Arrays.copyOf(after, end), "token " + changed);
            if (end < before.length) {
                assertFalse(
                        Arrays.equals(
                                Arrays.copyOfRange(before, end, end + size),
                                Arrays.copyOfRange(after, end, end + size)),
                        "token " + changed);
            }
        }
    }

    @Test
    void shouldNotDependOnTheOrderInWhichItIsAsked() {
        Prior prior = Prior.of(TestPriors.file(SMALL, 9));
        TokenPredictor predictor = prior.predictor(4);
        int[] tokens = {5, 6, 7, 8};
        int[] first = new int[65];
        int[] again = new int[65];
        predictor.predict(2, tokens, 0, first);
        predictor.predict(3, tokens, 0, again);
        predictor.predict(0, tokens, 0, again);
        predictor.predict(2, tokens, 0, again);
        assertArrayEquals(first, again);
    }

    @Test
    void shouldLearnOnTheWayWhatFollowsWhat() {
        Prior prior = Prior.of(TestPriors.file(SMALL, 10));
        int[] tokens = new int[4000];
        for (int i = 1; i < tokens.length; i++) {
            tokens[i] = (tokens[i - 1] * 5 + 1) % 64;
        }
        TokenSequence cycle = new TokenSequence(1, tokens);
        double order1 = CodeLength.SECOND.bitsPerFrame(prior.order1(1), 64, List.of(cycle));
        double order0 = CodeLength.SECOND.bitsPerFrame(prior.order0(1), 64, List.of(cycle));
        assertTrue(order0 > 5, "order 0: " + order0);
        assertTrue(order1 < 2.5, "order 1: " + order1);
    }

    @Test
    void shouldCostAsManyBitsAsTheFrequenciesSay() {
        TokenSequence sequence = tokens(SMALL, 2, 100, 11);
        assertEquals(12, CodeLength.SECOND.bitsPerFrame(new UniformPredictor(64), 64, List.of(sequence)), 1e-9);
        assertEquals(20, new CodeLength(0).bitsPerFrame(new UniformPredictor(1024), 1024, List.of(sequence)), 1e-9);
    }

    @Test
    void shouldComeBackFromItsBytes() {
        PriorFile file = TestPriors.file(SMALL, 12);
        byte[] bytes = PriorFile.write(SMALL, file.tensors(), Map.of("licence", "none"));
        PriorFile read = PriorFile.read(bytes, "x");
        assertEquals(SMALL, read.config());
        assertEquals("none", read.metadata().get("licence"));
        assertEquals(new Fingerprint(0x0123456789abcdefL), Prior.of(read).modelFingerprint());
        assertArrayEquals(bytes, PriorFile.write(SMALL, read.tensors(), Map.of("licence", "none")));
        read.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(file.tensors().get(name).values(), tensor.values(), name));
    }

    @Test
    void shouldRefuseWhatItIsNot() {
        byte[] good = PriorFile.write(SMALL, TestPriors.file(SMALL, 13).tensors(), Map.of());
        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < 300; i++) {
            byte[] bad = Arrays.copyOf(good, i % 3 == 0 ? random.nextInt(good.length) : good.length);
            for (int n = 0; n < 1 + i % 4 && bad.length > 0; n++) {
                bad[random.nextInt(Math.min(bad.length, i % 2 == 0 ? 600 : bad.length))] = (byte) random.nextInt();
            }
            try {
                PriorFile.read(bad, "bad.safetensors");
            } catch (ModelFormatException e) {
                assertTrue(e.getMessage().startsWith("bad.safetensors cannot be used as a prior: "), e.getMessage());
            }
        }
        Map<String, Tensor> tensors = new HashMap<>(TestPriors.file(SMALL, 13).tensors());
        float[] values = tensors.get(PriorConfig.STATE + ".bias").values().clone();
        values[0] = Float.NaN;
        tensors.put(PriorConfig.STATE + ".bias", new Tensor(new int[] {72}, values));
        assertThrows(IllegalArgumentException.class, () -> PriorFile.write(SMALL, tensors, Map.of()));
        tensors.remove(PriorConfig.ORDER0);
        assertThrows(IllegalArgumentException.class, () -> PriorFile.write(SMALL, tensors, Map.of()));
        Prior prior = Prior.of(PriorFile.read(good, "good"));
        assertThrows(IllegalArgumentException.class, () -> prior.predictor(5));
        assertThrows(IllegalArgumentException.class, () -> prior.predictor(0));
        assertThrows(IllegalArgumentException.class, () -> prior.predictor(2).accept(new int[3], 0, 3));
    }
}
