package dev.sotto.training.prior;

import dev.sotto.prior.CodeLength;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a prior saves on held-out speech, for some numbers of codebooks, in Markdown. */
public final class PriorTable {

    private PriorTable() {}

    /** @param sequences of all codebooks that the prior knows */
    public static String markdown(Prior prior, List<TokenSequence> sequences) {
        StringBuilder text = new StringBuilder("| codebooks | plain | order 0 | prior, a key packet every second"
                + " | saved | prior, never reset |\n|---|---|---|---|---|---|\n");
        int plain = Integer.SIZE - Integer.numberOfLeadingZeros(prior.config().codebookSize() - 1);
        int all = prior.config().numCodebooks();
        for (int codebooks :
                IntStream.of(1, 3, 6, all).filter(n -> n <= all).distinct().toArray()) {
            List<TokenSequence> streams =
                    sequences.stream().map(s -> s.firstCodebooks(codebooks)).toList();
            int size = prior.config().codebookSize();
            TokenPredictor order0 = prior.order0(codebooks);
            double reset = CodeLength.SECOND.bitsPerFrame(prior, streams);
            text.append(String.format(
                    Locale.ROOT,
                    "| %d | %d | %.2f | %.2f | %.1f %% | %.2f |%n",
                    codebooks,
                    codebooks * plain,
                    CodeLength.SECOND.bitsPerFrame(order0, size, streams),
                    reset,
                    100 * (1 - reset / (codebooks * plain)),
                    new CodeLength(0).bitsPerFrame(prior, streams)));
        }
        return text.toString();
    }
}
