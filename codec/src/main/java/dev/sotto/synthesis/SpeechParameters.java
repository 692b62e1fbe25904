package dev.sotto.synthesis;

import dev.sotto.analysis.Elementary;

/**
 * The layout of a row of 51 numbers that the decoder network says for every step of 5 ms, scaled so that most are
 * between -3 and 3, and what they mean. Whatever the numbers are, what they mean is finite and within bounds.
 */
public final class SpeechParameters {

    /** Log amplitudes at the {@link MelPoints}, in nepers, plus 4. White noise of variance 1 has 0 nepers. */
    public static final int ENVELOPE = 0;

    /** 2 (log2 F0 - 7), F0 in Hz. */
    public static final int PITCH = ENVELOPE + MelPoints.COUNT;

    /** The logit of voicing: voiced if above 0. */
    public static final int VOICING = PITCH + 1;

    /** (aperiodicity in dB at 3 kHz + 20) / 10. */
    public static final int APERIODICITY = VOICING + 1;

    /** Numbers of a row. */
    public static final int WIDTH = APERIODICITY + 1;

    public static final float LOWEST_PITCH = 50;
    public static final float HIGHEST_PITCH = 550;

    /** In nepers. */
    public static final float QUIETEST = -20;

    public static final float LOUDEST = 4;

    private static final float SHIFT = 4;

    private SpeechParameters() {}

    /** The log amplitude in nepers at a point of the row that begins at {@code offset}. */
    public static float envelope(float[] rows, int offset, int point) {
        return bounded(rows[offset + ENVELOPE + point] - SHIFT, QUIETEST, LOUDEST);
    }

    /** F0 in Hz, whether voiced or not. */
    public static float pitch(float[] rows, int offset) {
        float octaves = bounded(rows[offset + PITCH], -20, 20) * 0.5f + 7;
        return bounded(Elementary.exp2(octaves), LOWEST_PITCH, HIGHEST_PITCH);
    }

    public static boolean voiced(float[] rows, int offset) {
        return rows[offset + VOICING] > 0;
    }

    /** The share of noise in dB of the whole at 3 kHz, from -60 to 0. */
    public static float aperiodicity(float[] rows, int offset) {
        return bounded(rows[offset + APERIODICITY] * 10 - 20, -60, 0);
    }

    /** The lowest for what is not a number. */
    private static float bounded(float x, float lowest, float highest) {
        return x > lowest ? Math.min(x, highest) : lowest;
    }

    /** Makes {@code steps} rows from {@code offset} on noise. */
    public static void unvoice(float[] rows, int offset, int steps) {
        for (int i = 0; i < steps; i++) {
            rows[offset + i * WIDTH + VOICING] = -1;
        }
    }

    /** Makes what the row that begins at {@code offset} means quieter, by so many nepers. */
    public static void attenuate(float[] rows, int offset, float nepers) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            rows[offset + ENVELOPE + point] = envelope(rows, offset, point) - nepers + SHIFT;
        }
    }

    /**
     * Makes the envelope of the row that begins at {@code offset} less its own and more another.
     *
     * @param nepers log amplitudes of the other
     * @param part of its own, from 0 to 1
     */
    public static void approach(float[] rows, int offset, float[] nepers, float part) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            float own = envelope(rows, offset, point);
            rows[offset + ENVELOPE + point] = Math.fma(part, own - nepers[point], nepers[point]) + SHIFT;
        }
    }

    /** Writes a row; 0 Hz stands for unvoiced. What {@link #envelope}, {@link #pitch} and so on read. */
    public static void put(
            float[] nepers, int nepersOffset, float pitch, float aperiodicity, float[] rows, int offset) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            rows[offset + ENVELOPE + point] = nepers[nepersOffset + point] + SHIFT;
        }
        boolean voiced = pitch > 0;
        rows[offset + PITCH] = voiced ? (float) (2 * (StrictMath.log(pitch) / StrictMath.log(2) - 7)) : 0;
        rows[offset + VOICING] = voiced ? 1 : -1;
        rows[offset + APERIODICITY] = (aperiodicity + 20) / 10;
    }
}
