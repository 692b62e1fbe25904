package dev.sotto.training.evaluation.measure;

/**
 * 40 triangular bands from 0 Hz to half the rate, their corners evenly apart on the mel scale of O'Shaughnessy (1987),
 * {@code 2595 log10(1 + f / 700)}, of height 1. Its own, beside the loss's: a measure must not change when training
 * does.
 */
final class MelBands {

    /** So few that each has a bin of its own at 16 kHz. */
    static final int COUNT = 40;

    private final double[][] weights;

    MelBands(int sampleRate, int window) {
        double top = mel(sampleRate / 2.0);
        weights = new double[COUNT][window / 2 + 1];
        for (int band = 0; band < COUNT; band++) {
            double low = hertz(top * band / (COUNT + 1));
            double centre = hertz(top * (band + 1) / (COUNT + 1));
            double high = hertz(top * (band + 2) / (COUNT + 1));
            for (int bin = 0; bin <= window / 2; bin++) {
                double f = bin * (double) sampleRate / window;
                weights[band][bin] = Math.max(0, Math.min((f - low) / (centre - low), (high - f) / (high - centre)));
            }
        }
    }

    private static double mel(double hertz) {
        return 2595 * Math.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (Math.pow(10, mel / 2595) - 1);
    }

    double[] powers(double[] bins) {
        double[] powers = new double[COUNT];
        for (int band = 0; band < COUNT; band++) {
            for (int bin = 0; bin < bins.length; bin++) {
                powers[band] += weights[band][bin] * bins[bin];
            }
        }
        return powers;
    }
}
