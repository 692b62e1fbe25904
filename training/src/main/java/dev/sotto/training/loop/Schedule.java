package dev.sotto.training.loop;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What changes over a run: the learning rate; and how many codebooks a segment is quantized with. */
final class Schedule {

    private static final int WARM_UP_STEPS = 100;
    private static final double LAST_SHARE = 0.03;

    /** How often each number of codebooks is drawn, from 1 on: the rates that are offered more often than others. */
    private static final int[] SHARES = {2, 1, 2, 1, 0, 3, 0, 1};

    private Schedule() {}

    /** Linear warm-up, then a cosine down to {@link #LAST_SHARE} of the highest. */
    static float learningRate(float highest, long step, double progress) {
        double warmUp = Math.min(1, (step + 1.0) / WARM_UP_STEPS);
        double cosine = LAST_SHARE + (1 - LAST_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress));
        return (float) (highest * warmUp * cosine);
    }

    /** Quantizer dropout: for each segment a number of codebooks, so that every prefix of the tokens decodes. */
    static int[] codebooks(int batchSize, int numCodebooks, SplittableRandom random) {
        int[] shares = Arrays.copyOf(SHARES, numCodebooks);
        shares[numCodebooks - 1] = Math.max(1, shares[numCodebooks - 1]);
        int total = IntStream.of(shares).sum();
        int[] drawn = new int[batchSize];
        for (int b = 0; b < batchSize; b++) {
            int left = random.nextInt(total);
            int n = 0;
            while (left >= shares[n]) {
                left -= shares[n++];
            }
            drawn[b] = n + 1;
        }
        return drawn;
    }
}
