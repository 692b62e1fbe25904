package dev.sotto.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.neural.MatrixKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The frequencies that are checked in, on whatever JVM and machine this runs; the README beside the files says how they
 * are made. A token a line: its codebook, the token, its first cumulative frequency and the next, and a hash of all.
 */
class GoldenFrequenciesTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/sotto/prior/golden");
    private static final boolean WRITE = System.getProperty("sotto.golden.write") != null;
    private static final int FRAMES = 40;

    private static PriorFile file(String name) {
        return name.equals("bundled")
                ? Prior.bundled().file()
                : TestPriors.file(new PriorConfig("0123456789abcdef", 8, 1024, 64, 192, 112), 51);
    }

    private static List<String> lines(Prior prior) {
        List<String> lines = new ArrayList<>();
        lines.add("prior " + prior.fingerprint());
        SplittableRandom random = new SplittableRandom(52);
        int[] cumulative = new int[prior.config().codebookSize() + 1];
        for (int codebooks : new int[] {1, 3, 8}) {
            TokenPredictor predictor = prior.predictor(codebooks);
            int[] tokens = new int[codebooks];
            for (int t = 0; t < FRAMES; t++) {
                for (int q = 0; q < codebooks; q++) {
                    predictor.predict(q, tokens, 0, cumulative);
                    tokens[q] = likely(cumulative, random);
                    int hash = 0;
                    for (int frequency : cumulative) {
                        hash = 31 * hash + frequency;
                    }
                    lines.add(String.format(
                            "%d %d %d %d %08x", q, tokens[q], cumulative[tokens[q]], cumulative[tokens[q] + 1], hash));
                }
                predictor.accept(tokens, 0, codebooks);
            }
        }
        return lines;
    }

    /** Tokens as the prior would draw them, so that its states are those of its daily work. */
    private static int likely(int[] cumulative, SplittableRandom random) {
        int at = random.nextInt(1 << TokenPredictor.TOTAL_BITS);
        int token = 0;
        while (cumulative[token + 1] <= at) {
            token++;
        }
        return token;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundled", "random"})
    void shouldBeThoseThatAreCheckedIn(String name) throws IOException {
        Path golden = FOLDER.resolve(name + ".txt");
        List<String> actual = lines(Prior.of(file(name)));
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, String.join("\n", actual) + "\n");
        }
        assertTrue(Files.exists(golden), golden + " is missing: " + FOLDER + "/README.md says how to make it");
        List<String> expected = Files.readAllLines(golden);
        assertEquals(expected.get(0), actual.get(0), "made with another prior: README.md says how to make them anew");
        assertEquals(expected, actual);
        assertEquals(expected, lines(Prior.of(file(name), MatrixKernel.scalar())));
    }
}
