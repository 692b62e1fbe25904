package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * A narrow line, such as a telephone's: a sinc in Blackman's window (Harris 1978, table 1), causal, so that a segment
 * needs nothing of what comes after it. Half the amplitude at the cutoff, 400 Hz above it less than a thousandth.
 */
record LowPass(float[] taps) {

    static final int TAPS = 161;

    private static final double MIN_HERTZ = 3400;
    private static final double MAX_HERTZ = 7000;

    static LowPass draw(int sampleRate, SplittableRandom random) {
        return of(random.nextDouble(MIN_HERTZ, MAX_HERTZ), sampleRate);
    }

    static LowPass of(double cutoff, int sampleRate) {
        double[] values = new double[TAPS];
        double sum = 0;
        for (int k = 0; k < TAPS; k++) {
            double t = k - (TAPS - 1) / 2.0;
            double angle = 2 * Math.PI * (k + 1) / (TAPS + 1);
            double window = 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
            double x = 2 * cutoff / sampleRate * t;
            values[k] = window * (x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
            sum += values[k];
        }
        float[] taps = new float[TAPS];
        for (int k = 0; k < TAPS; k++) {
            taps[k] = (float) (values[k] / sum);
        }
        return new LowPass(taps);
    }

    /** As long as {@code sound}, late by half the filter. */
    float[] heard(float[] sound) {
        float[] filtered = new float[sound.length];
        for (int k = 0; k < taps.length; k++) {
            float tap = taps[k];
            for (int i = k; i < filtered.length; i++) {
                filtered[i] += tap * sound[i - k];
            }
        }
        return filtered;
    }
}
