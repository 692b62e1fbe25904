package dev.sotto.training.target;

import java.util.Arrays;

/** How loud a sound is around each step, dB below its loud passages. */
final class Levels {

    private static final double LOUD = 0.95;

    private Levels() {}

    /** Mean power of three steps to each side, against what only a twentieth of all steps exceeds. */
    static double[] of(double[] sound, int step, int steps) {
        double[] levels = new double[steps];
        double[] integral = new double[sound.length + 1];
        for (int n = 0; n < sound.length; n++) {
            integral[n + 1] = integral[n] + sound[n] * sound[n];
        }
        for (int k = 0; k < steps; k++) {
            int from = Math.max(0, (k - 3) * step);
            int to = Math.min(sound.length, (k + 3) * step);
            levels[k] = 10 * Math.log10((integral[to] - integral[from]) / (6 * step) + 1e-12);
        }
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double loud = sorted[(int) (LOUD * (steps - 1))];
        for (int k = 0; k < steps; k++) {
            levels[k] -= loud;
        }
        return levels;
    }
}
