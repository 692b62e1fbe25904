package dev.sotto.prior;

import dev.sotto.token.TokenSequence;
import java.util.SplittableRandom;

/**
 * Draws tokens by their frequencies: speech that nobody has spoken. The same seed gives the same tokens on every
 * machine, as only whole numbers and StrictMath decide.
 */
public final class TokenSampler {

    private static final double WEIGHT_SCALE = 1L << 40;

    private final TokenPredictor predictor;
    private final double temperature;
    private final SplittableRandom random;
    private final int[] cumulative;
    private final long[] weights;

    /**
     * @param temperature 1 draws as likely as the predictor says; less, what is likely more often; 0 the likeliest only
     */
    public TokenSampler(TokenPredictor predictor, int codebookSize, double temperature, long seed) {
        if (!(temperature >= 0)) {
            throw new IllegalArgumentException("temperature must not be negative, is " + temperature);
        }
        this.predictor = predictor;
        this.temperature = temperature;
        this.random = new SplittableRandom(seed);
        this.cumulative = new int[codebookSize + 1];
        this.weights = new long[codebookSize];
    }

    /** So many frames that may follow {@code prompt}, which may have no frames. */
    public TokenSequence sample(TokenSequence prompt, int frames) {
        int codebooks = prompt.numCodebooks();
        predictor.reset();
        for (int t = 0; t < prompt.numFrames(); t++) {
            predictor.accept(prompt.tokens(), t * codebooks, codebooks);
        }
        int[] tokens = new int[Math.multiplyExact(frames, codebooks)];
        for (int t = 0; t < frames; t++) {
            for (int q = 0; q < codebooks; q++) {
                predictor.predict(q, tokens, t * codebooks, cumulative);
                tokens[t * codebooks + q] = draw();
            }
            predictor.accept(tokens, t * codebooks, codebooks);
        }
        return new TokenSequence(codebooks, tokens);
    }

    /** The one frequency that each token has as a matter of form does not count. */
    private int draw() {
        long total = 0;
        int likeliest = 0;
        for (int i = 0; i < weights.length; i++) {
            int frequency = cumulative[i + 1] - cumulative[i] - 1;
            weights[i] = weight(frequency);
            total += weights[i];
            if (frequency > cumulative[likeliest + 1] - cumulative[likeliest] - 1) {
                likeliest = i;
            }
        }
        if (temperature == 0 || total == 0) {
            return likeliest;
        }
        long left = random.nextLong(total);
        int token = 0;
        while (left >= weights[token]) {
            left -= weights[token++];
        }
        return token;
    }

    private long weight(int frequency) {
        if (temperature == 1 || temperature == 0) {
            return frequency;
        }
        double share = frequency / (double) (1 << TokenPredictor.TOTAL_BITS);
        return (long) (StrictMath.pow(share, 1 / temperature) * WEIGHT_SCALE);
    }
}
