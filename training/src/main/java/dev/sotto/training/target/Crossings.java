package dev.sotto.training.target;

import java.util.Arrays;

/**
 * How often a narrow sound swings, at each step: the inverse of the time between two upward zero crossings, two
 * downward ones, two peaks, two dips, linear between the middles of these times, and the mean of the four.
 */
final class Crossings {

    private static final int KINDS = 4;

    private final int steps;
    private final int step;
    private final double rate;
    private final double[] sum;
    private final byte[] kinds;
    private final double[] event = new double[KINDS];
    private final double[] middle = new double[KINDS];
    private final double[] hertz = new double[KINDS];
    private final int[] next = new int[KINDS];

    Crossings(int steps, int step, double rate) {
        this.steps = steps;
        this.step = step;
        this.rate = rate;
        this.sum = new double[steps];
        this.kinds = new byte[steps];
    }

    void count(double[] sound) {
        Arrays.fill(sum, 0);
        Arrays.fill(kinds, (byte) 0);
        Arrays.fill(event, -1);
        Arrays.fill(middle, -1);
        Arrays.fill(next, 0);
        double rise = sound[1] - sound[0];
        for (int n = 0; n < sound.length - 2; n++) {
            double here = sound[n];
            double there = sound[n + 1];
            double further = sound[n + 2] - there;
            if (here < 0 != there < 0) {
                mark(here < 0 ? 0 : 1, n + here / (here - there));
            }
            if (rise < 0 != further < 0) {
                mark(rise < 0 ? 2 : 3, n + 0.5 + rise / (rise - further));
            }
            rise = further;
        }
    }

    private void mark(int kind, double time) {
        double last = event[kind];
        event[kind] = time;
        if (last < 0) {
            return;
        }
        double centre = 0.5 * (last + time);
        double often = rate / (time - last);
        double before = middle[kind];
        int k = next[kind];
        if (before < 0) {
            k = (int) Math.ceil(centre / step);
        } else {
            double slope = (often - hertz[kind]) / (centre - before);
            for (; k < steps && k * step <= centre; k++) {
                sum[k] += hertz[kind] + slope * (k * step - before);
                kinds[k]++;
            }
        }
        next[kind] = k;
        middle[kind] = centre;
        hertz[kind] = often;
    }

    /** 0 before the first swing and after the last. */
    double hertz(int k) {
        return kinds[k] == KINDS ? sum[k] / KINDS : 0;
    }
}
