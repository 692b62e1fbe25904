package dev.sotto.training.target;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** A voice of which everything is known: harmonics of a given F0 under three formants, up to half the sample rate. */
final class TestVoice {

    static final double[] FORMANTS = {600, 1500, 2700};

    private static final double[] WIDTHS = {200, 250, 300};
    private static final double[] HEIGHTS = {1, 0.5, 0.3};
    private static final double RATE = TargetAnalysis.SAMPLE_RATE;

    private TestVoice() {}

    /** Amplitude of the envelope at {@code hertz}. */
    static double envelope(double hertz) {
        double sum = 0.03;
        for (int i = 0; i < FORMANTS.length; i++) {
            double distance = (hertz - FORMANTS[i]) / WIDTHS[i];
            sum += HEIGHTS[i] / (1 + distance * distance);
        }
        return 0.05 * sum;
    }

    /** @param f0 in Hz at each second, constant or slow */
    static float[] of(double seconds, DoubleUnaryOperator f0) {
        return of(seconds, f0, TestVoice::envelope, 1);
    }

    /** @param speed played faster by that: every harmonic that does not fit below 8 kHz is gone */
    static float[] of(double seconds, DoubleUnaryOperator f0, DoubleUnaryOperator envelope, double speed) {
        float[] samples = new float[(int) (seconds * RATE / speed)];
        double phase = 0;
        for (int n = 0; n < samples.length; n++) {
            double pitch = f0.applyAsDouble(n * speed / RATE);
            phase += pitch * speed / RATE;
            double sum = 0;
            for (int h = 1; h * pitch < 0.49 * RATE && h * pitch * speed < 0.49 * RATE; h++) {
                sum += envelope.applyAsDouble(h * pitch) * Math.cos(2 * Math.PI * h * phase);
            }
            samples[n] = (float) (sum * 2 * Math.sqrt(pitch / RATE));
        }
        return samples;
    }

    static float[] noise(long seed, double seconds, double level) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[(int) (seconds * RATE)];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = (float) (level * random.nextGaussian());
        }
        return samples;
    }

    /** Noise between two frequencies: sines 4 Hz apart at random phases. */
    static float[] band(long seed, double seconds, double lowest, double highest) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[(int) (seconds * RATE)];
        for (double hertz = lowest; hertz < highest; hertz += 4) {
            double phase = 2 * Math.PI * random.nextDouble();
            for (int n = 0; n < samples.length; n++) {
                samples[n] += (float) (0.005 * Math.sin(2 * Math.PI * hertz * n / RATE + phase));
            }
        }
        return samples;
    }

    static float[] sum(float[] one, float[] other) {
        float[] sum = one.clone();
        for (int n = 0; n < sum.length; n++) {
            sum[n] += other[n];
        }
        return sum;
    }
}
