package dev.sotto.training.loop;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What changes over a run: the learning rate, and how many codebooks a segment is quantized with. */
final class Schedule {

    private static final int WARM_UP_STEPS = 200;
    private static final double LAST_SHARE = 0.02;

    /** In place of a number of codebooks: the segment passes the quantizer untouched. */
    static final int UNQUANTIZED = 0;

    private static final double UNQUANTIZED_SHARE = 0.1;

    /** How often each number of codebooks is drawn, from 1 on: the rates that are offered more often than others. */
    private static final int[] SHARES = {3, 3, 4, 3, 2, 5, 2, 3};

    /**
     * Weight of the terms that see phase, by number of codebooks: few bits cannot say the phase. Set by hand, not
     * compared with others.
     */
    private static final float[] PHASE_WEIGHTS = {1, 0.05f, 0.12f, 0.25f, 0.4f, 0.6f, 0.8f, 0.9f, 1};

    private static final float FIRST_WAVEFORM_WEIGHT = 5;
    private static final float LAST_WAVEFORM_WEIGHT = 0.5f;
    private static final double WAVEFORM_SHARE = 0.4;

    private Schedule() {}

    /** Linear warm-up, then a cosine down to {@link #LAST_SHARE} of the highest. */
    static float learningRate(float highest, long step, double progress) {
        double warmUp = Math.min(1, (step + 1.0) / WARM_UP_STEPS);
        double cosine = LAST_SHARE + (1 - LAST_SHARE) * 0.5 * (1 + Math.cos(Math.PI * progress));
        return (float) (highest * warmUp * cosine);
    }

    /**
     * Weight of the waveform's absolute error: high at first, because strong low frequencies are what a net can follow
     * soonest; then lower, because it hears little else. What it brought: EXPERIMENTS.md.
     */
    static float waveformWeight(double progress) {
        double rest = Math.max(0, 1 - progress / WAVEFORM_SHARE);
        return (float) (LAST_WAVEFORM_WEIGHT + (FIRST_WAVEFORM_WEIGHT - LAST_WAVEFORM_WEIGHT) * rest);
    }

    /** Quantizer dropout: for each segment a number of codebooks, so that every prefix of the tokens decodes. */
    static int[] codebooks(int batchSize, int numCodebooks, SplittableRandom random) {
        int[] drawn = new int[batchSize];
        for (int b = 0; b < batchSize; b++) {
            drawn[b] = random.nextDouble() < UNQUANTIZED_SHARE ? UNQUANTIZED : shared(numCodebooks, random);
        }
        return drawn;
    }

    private static int shared(int numCodebooks, SplittableRandom random) {
        int[] shares = Arrays.copyOf(SHARES, numCodebooks);
        int left = random.nextInt(
                IntStream.of(shares).map(share -> Math.max(share, 1)).sum());
        int n = 0;
        while (left >= Math.max(shares[n], 1)) {
            left -= Math.max(shares[n], 1);
            n++;
        }
        return n + 1;
    }

    static float phaseWeight(int codebooks) {
        return PHASE_WEIGHTS[Math.min(codebooks, PHASE_WEIGHTS.length - 1)];
    }
}
