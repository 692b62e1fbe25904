package dev.sotto.training.target;

import java.util.Arrays;

/** Cuts pieces of a few periods out of a sound, of power 1 under the window and without a mean. One for each thread. */
final class AdaptiveWindow {

    private final double rate;
    private final double[] weights = new double[4096];

    AdaptiveWindow(double rate) {
        this.rate = rate;
    }

    /**
     * Hann's window. @return the number of samples in {@code frame}, which zeros follow; beyond the sound is silence
     */
    int hann(float[] samples, int centre, double f0, double periods, double[] frame) {
        return cut(samples, centre, f0, periods, 0.5, 0.5, 0, frame);
    }

    /** Blackman's window, which has no side lobes to speak of. */
    int blackman(float[] samples, int centre, double f0, double periods, double[] frame) {
        return cut(samples, centre, f0, periods, 0.42, 0.5, 0.08, frame);
    }

    private int cut(
            float[] samples, int centre, double f0, double periods, double a, double b, double c, double[] frame) {
        int reach = (int) Math.round(0.5 * periods * rate / f0);
        double power = 0;
        double sum = 0;
        double mean = 0;
        double turn = 2 * Math.PI * f0 / (periods * rate);
        for (int n = 0; n <= reach; n++) {
            double phase = turn * n;
            double cos = Math.cos(phase);
            double weight = a + b * cos + c * (2 * cos * cos - 1);
            weights[reach + n] = weight;
            weights[reach - n] = weight;
        }
        int length = 2 * reach + 1;
        for (int i = 0; i < length; i++) {
            int at = centre - reach + i;
            double weight = weights[i];
            frame[i] = at >= 0 && at < samples.length ? samples[at] * weight : 0;
            power += weight * weight;
            sum += weight;
            mean += frame[i];
        }
        double scale = 1 / Math.sqrt(power);
        for (int i = 0; i < length; i++) {
            frame[i] = (frame[i] - weights[i] * mean / sum) * scale;
        }
        Arrays.fill(frame, length, frame.length, 0);
        return length;
    }
}
