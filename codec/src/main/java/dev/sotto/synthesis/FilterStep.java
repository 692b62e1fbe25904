package dev.sotto.synthesis;

import dev.sotto.analysis.SpectralKernel;

/**
 * What a row of {@link SpeechParameters} means: the filters of noise and of pulses at its time. Filled again and again.
 */
final class FilterStep {

    private static final float LOG2_E = 1.442695f;
    private static final int POINTS = MelPoints.COUNT;

    /** log2 of magnitudes, and angles in turns: of noise, then, {@link #pulses} on, of pulses. */
    final float[] log2Magnitude;

    final float[] turns;
    /** Where the pulses' filter lies. */
    final int pulses;

    float pitch;
    boolean voiced;

    private final MinimumPhase minimumPhase;
    private final float[] envelope = new float[POINTS];
    /** Of noise and of pulses. */
    private final float[] points = new float[2 * POINTS];

    private float aperiodicity;

    FilterStep(MinimumPhase minimumPhase) {
        this.minimumPhase = minimumPhase;
        pulses = minimumPhase.paddedBins();
        log2Magnitude = new float[2 * pulses];
        turns = new float[2 * pulses];
    }

    void set(SpectralKernel kernel, float[] rows, int offset) {
        for (int point = 0; point < POINTS; point++) {
            envelope[point] = SpeechParameters.envelope(rows, offset, point) * LOG2_E;
        }
        aperiodicity = SpeechParameters.aperiodicity(rows, offset);
        voiced = SpeechParameters.voiced(rows, offset) && !NoiseShare.isAll(aperiodicity);
        pitch = SpeechParameters.pitch(rows, offset);
        if (voiced) {
            shareOut(kernel, aperiodicity, true);
        } else {
            System.arraycopy(envelope, 0, points, 0, POINTS);
            minimumPhase.expand(kernel, points, 1, log2Magnitude, turns);
        }
    }

    /**
     * Next to a voiced step an unvoiced one needs a filter of pulses, too: that of its own envelope and their share.
     */
    void borrowShare(SpectralKernel kernel, FilterStep voicedOne) {
        shareOut(kernel, voicedOne.aperiodicity, false);
    }

    private void shareOut(SpectralKernel kernel, float decibels, boolean noiseToo) {
        NoiseShare.noise(decibels, points, 0);
        NoiseShare.pulses(kernel, points, 0, points, POINTS);
        for (int point = 0; point < POINTS; point++) {
            points[point] = noiseToo ? points[point] + envelope[point] : envelope[point];
            points[POINTS + point] += envelope[point];
        }
        minimumPhase.expand(kernel, points, 2, log2Magnitude, turns);
    }
}
