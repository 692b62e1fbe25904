package dev.sotto.measure;

import dev.sotto.token.TokenSequence;
import java.util.List;

/**
 * How one codebook is used.
 *
 * @param usage share of its codes that come at least once, 0 to 1
 * @param entropy bits a token, of the frequencies
 * @param perplexity 2 to the entropy
 * @param normalisedEntropy entropy over the bits of a token, 0 to 1
 */
public record CodebookUse(double usage, double entropy, double perplexity, double normalisedEntropy) {

    public static CodebookUse of(List<TokenSequence> sequences, int codebook, int codebookSize) {
        long[] counts = new long[codebookSize];
        long total = 0;
        for (TokenSequence tokens : sequences) {
            for (int t = 0; t < tokens.numFrames(); t++) {
                counts[tokens.token(t, codebook)]++;
                total++;
            }
        }
        int used = 0;
        double entropy = 0;
        for (long count : counts) {
            if (count > 0) {
                used++;
                double share = count / (double) total;
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        double bits = Math.log(codebookSize) / Math.log(2);
        return new CodebookUse(used / (double) codebookSize, entropy, Math.pow(2, entropy), entropy / bits);
    }
}
