package dev.sotto.synthesis;

import dev.sotto.analysis.SpectralKernel;

/**
 * How the envelope is shared out between noise and pulses. The share of noise follows from that at 3 kHz as WORLD
 * decodes it: linear in dB over Hz, from -60 dB at 0 Hz to 0 dB at 8 kHz. Squares of both shares add up to 1.
 */
final class NoiseShare {

    private static final double ANCHOR = 3000;
    private static final double TOP = 8000;
    private static final double LOWEST = -60;
    private static final double DB_PER_LOG2 = 20 * StrictMath.log10(2);

    /** Above it, in dB, WORLD takes the sound for unvoiced. */
    private static final float ALL_NOISE = -0.5f;

    /** The smallest share of pulses, as a power: -60 dB. */
    private static final float LEAST = 1e-6f;

    /** log2 of noise's share at a point is FIXED + SLOPE times that at 3 kHz in dB. */
    private static final float[] FIXED = new float[MelPoints.COUNT];

    private static final float[] SLOPE = new float[MelPoints.COUNT];

    private static final float LOG2_E = 1.442695f;

    static {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            double hertz = MelPoints.hertz(point);
            boolean below = hertz < ANCHOR;
            FIXED[point] = (float) ((below ? LOWEST * (1 - hertz / ANCHOR) : 0) / DB_PER_LOG2);
            SLOPE[point] = (float) ((below ? hertz / ANCHOR : (TOP - hertz) / (TOP - ANCHOR)) / DB_PER_LOG2);
        }
    }

    private NoiseShare() {}

    static boolean isAll(float decibels) {
        return decibels > ALL_NOISE;
    }

    /** Writes log2 of noise's share at every point. */
    static void noise(float decibels, float[] shares, int offset) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            shares[offset + point] = Math.min(0, Math.fma(SLOPE[point], decibels, FIXED[point]));
        }
    }

    /** Writes log2 of the pulses' share at every point, from those of noise. */
    static void pulses(SpectralKernel kernel, float[] noise, int noiseOffset, float[] shares, int offset) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            shares[offset + point] = 2 * noise[noiseOffset + point];
        }
        kernel.exp2(shares, offset, shares, offset, MelPoints.COUNT);
        for (int point = 0; point < MelPoints.COUNT; point++) {
            shares[offset + point] = Math.max(LEAST, 1 - shares[offset + point]);
        }
        kernel.log(shares, offset, shares, offset, MelPoints.COUNT);
        for (int point = 0; point < MelPoints.COUNT; point++) {
            shares[offset + point] *= 0.5f * LOG2_E;
        }
    }
}
