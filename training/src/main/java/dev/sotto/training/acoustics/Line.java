package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * A line that carries a band: the difference of two sincs in Blackman's window (Harris 1978, table 1), symmetric, so
 * that nothing moves in time. Half the amplitude at the band's ends, 270 Hz beyond them less than a thousandth.
 *
 * @param taps of which the middle one is about now
 */
record Line(float[] taps) {

    /** Taps before the middle one, and after it. */
    static final int HALF = 160;

    /** Carries all there is. */
    static final Line WIDE = of(0, Line.SAMPLE_RATE);

    private static final double SAMPLE_RATE = 16_000;
    private static final double MIN_HIGHEST = 3300;
    private static final double MAX_HIGHEST = 7500;
    private static final double MAX_LOWEST = 350;

    /** What counts as silence, so that it has a logarithm. */
    private static final double LEAST = 1e-5;

    /** A telephone, or something better. */
    static Line draw(SplittableRandom random) {
        double highest = random.nextDouble(MIN_HIGHEST, MAX_HIGHEST);
        return of(random.nextBoolean() ? random.nextDouble(0, MAX_LOWEST) : 0, highest);
    }

    /** @param lowest Hz, or 0 @param highest Hz, or half the sample rate at least */
    static Line of(double lowest, double highest) {
        float[] taps = new float[2 * HALF + 1];
        for (int k = 0; k < taps.length; k++) {
            double angle = Math.PI * (k + 1) / (HALF + 1);
            double window = 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
            taps[k] = (float) (window * (lowPass(highest, k - HALF) - lowPass(lowest, k - HALF)));
        }
        return new Line(taps);
    }

    private static double lowPass(double cutoff, int k) {
        double x = 2 * cutoff / SAMPLE_RATE;
        if (x >= 1 || k == 0) {
            return k == 0 ? Math.min(1, x) : 0;
        }
        return Math.sin(Math.PI * x * k) / (Math.PI * k);
    }

    /** Shorter by {@link #HALF} samples at both ends. */
    float[] heard(float[] sound) {
        float[] filtered = new float[sound.length - 2 * HALF];
        if (this == WIDE) {
            System.arraycopy(sound, HALF, filtered, 0, filtered.length);
            return filtered;
        }
        for (int k = 0; k < taps.length; k++) {
            float tap = taps[k];
            for (int i = 0; i < filtered.length; i++) {
                filtered[i] += tap * sound[i + k];
            }
        }
        return filtered;
    }

    /** The logarithm of the gain at a frequency. */
    double nepers(double hertz) {
        double sum = taps[HALF];
        for (int k = 1; k <= HALF; k++) {
            sum += 2 * taps[HALF + k] * Math.cos(2 * Math.PI * hertz / SAMPLE_RATE * k);
        }
        return Math.log(Math.abs(sum) + LEAST);
    }
}
