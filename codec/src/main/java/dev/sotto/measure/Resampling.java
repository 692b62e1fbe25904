package dev.sotto.measure;

import dev.sotto.audio.Waveform;
import java.math.BigInteger;

/**
 * Changes a rate by a ratio of whole numbers: a windowed sinc (Kaiser, 60 dB, roll-off over the last tenth of the
 * band), of which each output sample uses one phase. Double precision, no delay, only for measures; sound that people
 * hear goes through {@code dev.sotto.audio}.
 */
final class Resampling {

    private static final double REJECTION_DB = 60;
    private static final double ROLL_OFF = 0.1;

    private Resampling() {}

    static double[] resample(Waveform sound, int toRate) {
        int divisor = BigInteger.valueOf(sound.sampleRate())
                .gcd(BigInteger.valueOf(toRate))
                .intValue();
        int up = toRate / divisor;
        int down = sound.sampleRate() / divisor;
        float[] samples = sound.samples();
        double[] filter = filter(up, down);
        int centre = filter.length / 2;
        double[] result = new double[(int) (((long) samples.length * up + down - 1) / down)];
        for (int i = 0; i < result.length; i++) {
            // Where the output sample lies among the input samples with up - 1 zeros between each two of them.
            long at = (long) i * down;
            int first = (int) Math.max(0, -Math.floorDiv(centre - at, up));
            int last = (int) Math.min(samples.length - 1, (at + centre) / up);
            double sum = 0;
            for (int n = first; n <= last; n++) {
                sum += samples[n] * filter[(int) (at - (long) n * up) + centre];
            }
            result[i] = sum;
        }
        return result;
    }

    /** Kaiser's own formulas for length and shape from the rejection and the width of the roll-off. */
    private static double[] filter(int up, int down) {
        if (up == down) {
            return new double[] {1};
        }
        double cutoff = 0.5 / Math.max(up, down);
        int half = (int) Math.ceil((REJECTION_DB - 8) / (28.714 * ROLL_OFF * cutoff));
        double beta = 0.1102 * (REJECTION_DB - 8.7);
        double[] filter = new double[2 * half + 1];
        for (int i = 0; i < filter.length; i++) {
            double t = i - half;
            double x = 2 * Math.PI * cutoff * t;
            double sinc = t == 0 ? 1 : Math.sin(x) / x;
            double window = bessel(beta * Math.sqrt(1 - t * t / ((double) half * half))) / bessel(beta);
            filter[i] = 2 * up * cutoff * sinc * window;
        }
        return filter;
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
