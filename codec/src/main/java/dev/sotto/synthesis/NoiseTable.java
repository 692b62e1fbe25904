package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;

/**
 * Spectra of bursts of Gaussian noise under half a period of a sine, 160 samples long: bursts that overlap by half add
 * up to noise of variance 1, as the squares of the windows do to 1. On the circle of {@link Damping}. Which burst a
 * step has follows from its number.
 */
final class NoiseTable {

    /** Samples of a burst: two steps. */
    static final int BURST = 160;

    private static final int COUNT = 128;

    private static final float[][] RE = new float[COUNT][Fourier.BINS];
    private static final float[][] IM = new float[COUNT][Fourier.BINS];

    static {
        Fourier fourier = new Fourier(SpectralKernel.scalar());
        float[] samples = new float[Fourier.SIZE];
        for (int i = 0; i < COUNT; i++) {
            for (int n = 0; n < BURST; n++) {
                double window = StrictMath.sin(Math.PI * (n + 0.5) / BURST);
                double damped = window * StrictMath.pow(Damping.RADIUS, -n);
                samples[n] = (float) (damped * gaussian((long) i * BURST + n));
            }
            fourier.forward(samples, 0, RE[i], IM[i]);
        }
    }

    private NoiseTable() {}

    static float[] re(long step) {
        return RE[entry(step)];
    }

    static float[] im(long step) {
        return IM[entry(step)];
    }

    /** In no order that repeats, as that would be heard. */
    private static int entry(long step) {
        return (int) (mixed(step) >>> 32) & COUNT - 1;
    }

    /** Of Box and Muller. */
    private static double gaussian(long number) {
        double first = ((mixed(2 * number) >>> 11) + 0.5) * 0x1p-53;
        double second = ((mixed(2 * number + 1) >>> 11) + 0.5) * 0x1p-53;
        return StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second);
    }

    /** Of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mixed(long number) {
        long z = (number + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
