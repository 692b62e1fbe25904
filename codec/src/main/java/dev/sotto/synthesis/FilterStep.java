package dev.sotto.synthesis;

import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;
import java.util.Arrays;

/** What a row of {@link SpeechParameters} means at every bin. Filled again and again. */
final class FilterStep {

    private static final float LOG2_E = 1.442695f;

    final float[] log2Magnitude = new float[Fourier.BINS];
    final float[] turns;
    /** Amplitudes of noise and of pulses, before the envelope. */
    final float[] noise = new float[Fourier.BINS];

    final float[] pulses = new float[Fourier.BINS];
    float pitch;
    boolean voiced;

    private final EnvelopeShape shape;
    private final float[] points = new float[MelPoints.COUNT];

    FilterStep(EnvelopeShape shape) {
        this.shape = shape;
        turns = new float[shape.paddedBins()];
    }

    void set(SpectralKernel kernel, float[] rows, int offset) {
        for (int point = 0; point < MelPoints.COUNT; point++) {
            points[point] = SpeechParameters.envelope(rows, offset, point) * LOG2_E;
        }
        shape.expand(kernel, points, log2Magnitude, turns);
        float aperiodicity = SpeechParameters.aperiodicity(rows, offset);
        voiced = SpeechParameters.voiced(rows, offset) && !Aperiodicity.allNoise(aperiodicity);
        pitch = SpeechParameters.pitch(rows, offset);
        if (voiced) {
            Aperiodicity.expand(kernel, aperiodicity, noise, pulses);
        } else {
            Arrays.fill(noise, 1);
            Arrays.fill(pulses, 0);
        }
    }
}
