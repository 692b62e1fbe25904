package dev.sotto.audio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A low-pass for a change of rate: a sinc under Kaiser's window, flat to 0.9 of half the lower rate and 80 dB down at
 * that half. Its values are the same on every machine ({@code StrictMath}), and held for the pairs of rates in use, as
 * making them takes as long as converting seconds of sound.
 */
final class SincFilter {

    /**
     * Zeros of the sinc to either side: Kaiser's formula for 80 dB and a roll-off of a tenth, (80 - 8) / 14.36 / 0.1.
     */
    private static final int LOBES = 51;

    /** Kaiser's formula for 80 dB. */
    private static final double BETA = 0.1102 * (80 - 8.7);

    private static final double CUTOFF = 0.95;
    /** Where the table would be larger, it is made of fewer phases, between which is interpolated. */
    private static final int MAX_VALUES = 1 << 17;

    /** Phases to a sample of the lower rate, which is good for 110 dB. */
    private static final int INTERPOLATED_PHASES = 1024;

    private static final int MAX_HELD = 16;
    /** What the sum over the taps is unrolled by. */
    private static final int UNROLLED = 8;

    private static final Map<Long, SincFilter> HELD = new LinkedHashMap<>(16, 0.75f, true);

    /** How many phases the two rates have to each other. */
    private final int steps;

    private final int phases;
    private final int half;
    /** One more row than there are phases: the last is the first, a sample later. */
    private final float[][] taps;

    private SincFilter(int from, int to, int steps) {
        this.steps = steps;
        double ratio = Math.min(1, to / (double) from);
        int lobes = (int) Math.ceil(LOBES / ratio);
        this.half = (lobes + UNROLLED / 2 - 1) / (UNROLLED / 2) * (UNROLLED / 2);
        boolean exact = (long) steps * 2 * half <= MAX_VALUES;
        this.phases = exact ? steps : (int) Math.ceil(INTERPOLATED_PHASES * ratio);
        this.taps = new float[phases + 1][];
        for (int p = 0; p <= phases; p++) {
            taps[p] = taps(p / (double) phases, lobes, CUTOFF * ratio);
        }
    }

    /** @param steps how many phases the two rates have to each other */
    static SincFilter of(int from, int to, int steps) {
        synchronized (HELD) {
            long key = (long) from << Integer.SIZE | to;
            SincFilter filter = HELD.computeIfAbsent(key, k -> new SincFilter(from, to, steps));
            if (HELD.size() > MAX_HELD) {
                HELD.remove(HELD.keySet().iterator().next());
            }
            return filter;
        }
    }

    /** How many samples it looks back, and ahead. */
    int half() {
        return half;
    }

    /**
     * The sound at {@code phase / steps} behind the sample number {@code half - 1} from {@code at} on, from the
     * {@code 2 * half} samples there.
     */
    float at(float[] samples, int at, int phase) {
        if (phases == steps) {
            return sum(taps[phase], samples, at);
        }
        double place = phase / (double) steps * phases;
        int row = (int) place;
        float before = sum(taps[row], samples, at);
        return (float) (before + (place - row) * (sum(taps[row + 1], samples, at) - before));
    }

    /** In one order, whatever the machine; four sums, as each addition waits for the one before it. */
    private static float sum(float[] taps, float[] samples, int at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        for (int k = 0; k < taps.length; k += UNROLLED) {
            a += taps[k] * samples[at + k];
            b += taps[k + 1] * samples[at + k + 1];
            c += taps[k + 2] * samples[at + k + 2];
            d += taps[k + 3] * samples[at + k + 3];
            e += taps[k + 4] * samples[at + k + 4];
            f += taps[k + 5] * samples[at + k + 5];
            g += taps[k + 6] * samples[at + k + 6];
            h += taps[k + 7] * samples[at + k + 7];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    private float[] taps(double phase, int lobes, double cutoff) {
        double[] values = new double[2 * half];
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            double distance = k - (half - 1) - phase;
            double x = StrictMath.PI * cutoff * distance;
            double sinc = distance == 0 ? 1 : StrictMath.sin(x) / x;
            double edge = distance / lobes;
            double window = Math.abs(edge) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - edge * edge));
            values[k] = sinc * window;
            sum += values[k];
        }
        float[] taps = new float[values.length];
        for (int k = 0; k < taps.length; k++) {
            // The same level in every phase.
            taps[k] = (float) (values[k] / sum);
        }
        return taps;
    }

    /** The modified Bessel function of order 0, by its power series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-16 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
