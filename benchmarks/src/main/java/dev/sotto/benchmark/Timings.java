package dev.sotto.benchmark;

import java.util.Arrays;

/** Times of many runs, in microseconds. */
final class Timings {

    private final double[] sorted;

    private Timings(double[] micros) {
        this.sorted = micros.clone();
        Arrays.sort(sorted);
    }

    static Timings of(double[] micros) {
        return new Timings(micros);
    }

    /** Runs for that long without looking, then for as long again, timing each run. */
    static Timings of(double seconds, Runnable run) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            run.run();
        }
        double[] micros = new double[1024];
        int count = 0;
        end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            long start = System.nanoTime();
            run.run();
            long stop = System.nanoTime();
            if (count == micros.length) {
                micros = Arrays.copyOf(micros, 2 * count);
            }
            micros[count++] = (stop - start) / 1e3;
        } while (System.nanoTime() < end);
        return new Timings(Arrays.copyOf(micros, count));
    }

    /**
     * How much longer {@code one} takes than {@code other}: both in turns, after a warm-up of as long, and the median
     * of the pairs. A machine whose clock goes up and down, or that others use, is as fast for the one as for the
     * other.
     */
    static double ratio(double seconds, Runnable one, Runnable other) {
        long warm = System.nanoTime() + (long) (seconds * 1e9);
        long end = warm + (long) (seconds * 1e9);
        double[] ratios = new double[1024];
        int count = 0;
        do {
            long start = System.nanoTime();
            one.run();
            long middle = System.nanoTime();
            other.run();
            long stop = System.nanoTime();
            if (stop < warm) {
                continue;
            }
            if (count == ratios.length) {
                ratios = Arrays.copyOf(ratios, 2 * count);
            }
            ratios[count++] = (double) (middle - start) / (stop - middle);
        } while (System.nanoTime() < end || count == 0);
        return of(Arrays.copyOf(ratios, count)).median();
    }

    double mean() {
        return Arrays.stream(sorted).average().orElseThrow();
    }

    double median() {
        return percentile(50);
    }

    double percentile(double percent) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
