package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;

/**
 * The share of noise at every bin from that at 3 kHz, as WORLD decodes it: linear in dB over Hz, from -60 dB at 0 Hz to
 * 0 dB at 8 kHz.
 */
final class Aperiodicity {

    private static final double ANCHOR = 3000;
    private static final double LOWEST = -60;
    private static final double DB_PER_OCTAVE = 20 * StrictMath.log10(2);

    /** log2 of the share is FIXED + SLOPE times that at 3 kHz in dB. */
    private static final float[] FIXED = new float[Fourier.BINS];

    private static final float[] SLOPE = new float[Fourier.BINS];

    /** Above it, WORLD takes the sound for unvoiced. */
    private static final float ALL_NOISE = -0.5f;

    static {
        for (int k = 0; k < Fourier.BINS; k++) {
            double hertz = 8000.0 * k / (Fourier.BINS - 1);
            boolean below = hertz < ANCHOR;
            FIXED[k] = (float) ((below ? LOWEST * (1 - hertz / ANCHOR) : 0) / DB_PER_OCTAVE);
            SLOPE[k] = (float) ((below ? hertz / ANCHOR : (8000 - hertz) / (8000 - ANCHOR)) / DB_PER_OCTAVE);
        }
    }

    private Aperiodicity() {}

    static boolean allNoise(float decibels) {
        return decibels > ALL_NOISE;
    }

    /** Amplitudes of noise and pulses, of which the squares add up to 1. */
    static void expand(SpectralKernel kernel, float decibels, float[] noise, float[] pulses) {
        for (int k = 0; k < Fourier.BINS; k++) {
            noise[k] = Math.fma(SLOPE[k], decibels, FIXED[k]);
        }
        kernel.exp2(noise, 0, noise, 0, Fourier.BINS);
        for (int k = 0; k < Fourier.BINS; k++) {
            pulses[k] = (float) Math.sqrt(Math.max(0f, 1 - noise[k] * noise[k]));
        }
    }
}
