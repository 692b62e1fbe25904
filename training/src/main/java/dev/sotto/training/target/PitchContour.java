package dev.sotto.training.target;

/** The last touches to a track of F0 (Hz, 0 where unvoiced). */
final class PitchContour {

    /** Hann's, 25 ms: faster is no pitch any more. */
    private static final double[] WEIGHTS = {0.75, 0.25};

    private static final double MAX_STEP = 0.3;

    private PitchContour() {}

    /** Fills gaps of at most {@code longest} steps between two voiced stretches by a straight line. */
    static void bridge(double[] f0, int longest) {
        int last = -1;
        for (int k = 0; k < f0.length; k++) {
            if (f0[k] > 0) {
                int gap = k - last - 1;
                if (last >= 0 && gap > 0 && gap <= longest && Math.abs(f0[k] - f0[last]) < MAX_STEP * f0[last]) {
                    for (int i = 1; i <= gap; i++) {
                        f0[last + i] = f0[last] + (f0[k] - f0[last]) * i / (gap + 1);
                    }
                }
                last = k;
            }
        }
    }

    /** Takes voiced stretches of less than {@code shortest} steps for unvoiced. */
    static void dropShort(double[] f0, int shortest) {
        int from = 0;
        for (int k = 0; k <= f0.length; k++) {
            if (k == f0.length || f0[k] == 0) {
                for (int i = from; i < k && k - from < shortest; i++) {
                    f0[i] = 0;
                }
                from = k + 1;
            }
        }
    }

    /** A weighted mean with the voiced neighbours. */
    static double[] smooth(double[] f0) {
        double[] smooth = new double[f0.length];
        for (int k = 0; k < f0.length; k++) {
            double sum = 1;
            double mean = f0[k];
            for (int d = -WEIGHTS.length; d <= WEIGHTS.length && f0[k] > 0; d++) {
                int at = k + d;
                if (d != 0 && at >= 0 && at < f0.length && Math.abs(f0[at] - f0[k]) < MAX_STEP * f0[k]) {
                    double weight = WEIGHTS[Math.abs(d) - 1];
                    sum += weight;
                    mean += weight * f0[at];
                }
            }
            smooth[k] = mean / sum;
        }
        return smooth;
    }
}
