package dev.sotto.prior;

import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.List;

/**
 * What tokens cost under a predictor: {@code -log2} of the frequencies, which a range coder comes near to.
 *
 * @param resetFrames after so many frames the context is forgotten, as in a key packet; 0 for never
 */
public record CodeLength(int resetFrames) {

    /** A key packet every second, at 50 frames a second. */
    public static final CodeLength SECOND = new CodeLength(50);

    /** Adds the bits of each codebook's tokens to {@code bits}. */
    public void add(TokenPredictor predictor, int codebookSize, TokenSequence sequence, double[] bits) {
        int codebooks = sequence.numCodebooks();
        int[] cumulative = new int[codebookSize + 1];
        predictor.reset();
        for (int t = 0; t < sequence.numFrames(); t++) {
            if (resetFrames > 0 && t > 0 && t % resetFrames == 0) {
                predictor.reset();
            }
            for (int q = 0; q < codebooks; q++) {
                predictor.predict(q, sequence.tokens(), t * codebooks, cumulative);
                int token = sequence.token(t, q);
                bits[q] += bits(cumulative[token + 1] - cumulative[token]);
            }
            predictor.accept(sequence.tokens(), t * codebooks, codebooks);
        }
    }

    private static double bits(int frequency) {
        return TokenPredictor.TOTAL_BITS - StrictMath.log(frequency) / StrictMath.log(2);
    }

    /** Of a prior's network on sequences of one number of codebooks. */
    public double bitsPerFrame(Prior prior, List<TokenSequence> sequences) {
        TokenPredictor predictor = prior.predictor(sequences.get(0).numCodebooks());
        return bitsPerFrame(predictor, prior.config().codebookSize(), sequences);
    }

    /** The mean over all frames of sequences of one number of codebooks. */
    public double bitsPerFrame(TokenPredictor predictor, int codebookSize, List<TokenSequence> sequences) {
        double[] bits = new double[sequences.get(0).numCodebooks()];
        long frames = 0;
        for (TokenSequence sequence : sequences) {
            add(predictor, codebookSize, sequence, bits);
            frames += sequence.numFrames();
        }
        return Arrays.stream(bits).sum() / Math.max(1, frames);
    }
}
