package dev.sotto.training.target;

/** Means of a spectrum along frequency, by differences of its integral. One for each thread. */
final class Smoothing {

    private final int bins;
    private final double[] integral;

    Smoothing(int bins) {
        this.bins = bins;
        this.integral = new double[3 * bins];
    }

    /** Adds to what lies below F0 its mirror image about half of it: no harmonic lies there to fill the valley. */
    static void mirrorBelow(double[] power, double binsPerPitch) {
        int last = (int) binsPerPitch;
        double[] added = new double[last + 1];
        for (int k = 0; k <= last; k++) {
            double at = binsPerPitch - k;
            int low = (int) at;
            added[k] = power[low] + (at - low) * (power[low + 1] - power[low]);
        }
        for (int k = 0; k <= last; k++) {
            power[k] += added[k];
        }
    }

    /** The mean over {@code width} bins around each; the spectrum goes on mirrored at both ends. */
    void mean(double[] spectrum, double width, double[] smoothed) {
        int edge = (int) (width / 2) + 2;
        // The integral at i - edge - 1/2, a straight line between.
        double sum = 0;
        for (int i = 0; i < bins + 2 * edge; i++) {
            int k = Math.abs(i - edge);
            integral[i] = sum;
            sum += spectrum[k < bins ? k : 2 * (bins - 1) - k];
        }
        integral[bins + 2 * edge] = sum;
        for (int k = 0; k < bins; k++) {
            double centre = k + edge + 0.5;
            smoothed[k] = (integral(centre + width / 2) - integral(centre - width / 2)) / width;
        }
    }

    private double integral(double at) {
        int low = (int) at;
        return integral[low] + (at - low) * (integral[low + 1] - integral[low]);
    }
}
