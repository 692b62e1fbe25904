package dev.sotto.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.token.TokenSequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodebookUseTest {

    @Test
    void shouldBeFullWhereAllCodesComeAlike() {
        TokenSequence first = new TokenSequence(2, new int[] {0, 7, 1, 7});
        TokenSequence second = new TokenSequence(2, new int[] {2, 7, 3, 7});
        CodebookUse use = CodebookUse.of(List.of(first, second), 0, 4);

        assertEquals(1, use.usage());
        assertEquals(2, use.entropy(), 1e-12);
        assertEquals(4, use.perplexity(), 1e-12);
        assertEquals(1, use.normalisedEntropy(), 1e-12);
    }

    @Test
    void shouldBeLowWhereOneCodeComesAlways() {
        TokenSequence tokens = new TokenSequence(2, new int[] {0, 7, 1, 7});
        CodebookUse use = CodebookUse.of(List.of(tokens), 1, 8);

        assertEquals(1 / 8.0, use.usage());
        assertEquals(0, use.entropy(), 1e-12);
        assertEquals(1, use.perplexity(), 1e-12);
    }

    @Test
    void shouldCountHowOftenCodesCome() {
        TokenSequence tokens = new TokenSequence(1, new int[] {5, 5, 5, 6});
        CodebookUse use = CodebookUse.of(List.of(tokens), 0, 8);

        double entropy = 0.75 * Math.log(4 / 3.0) / Math.log(2) + 0.25 * 2;
        assertEquals(entropy, use.entropy(), 1e-12);
        assertEquals(entropy / 3, use.normalisedEntropy(), 1e-12);
        assertEquals(0.25, use.usage());
    }
}
