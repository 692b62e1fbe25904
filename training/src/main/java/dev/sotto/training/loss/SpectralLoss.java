package dev.sotto.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;

/**
 * Distance of two sounds at one resolution of the short-time Fourier transform, per clip {@code [B]}. Three terms from
 * one transform:
 *
 * <ul>
 *   <li>complex: squared error of the spectra with magnitudes to the power 0.3 and their phases kept (Gu and Diao, ESC,
 *       arXiv 2404.19441): without it a small network never learns phase;
 *   <li>magnitude: absolute error of the compressed magnitudes;
 *   <li>mel: absolute error of the logarithms of mel bands.
 * </ul>
 *
 * <p>Spectra are scaled so that speech at {@link #NORMAL_LEVEL} has magnitudes around 1; the floors are relative to
 * that.
 */
public final class SpectralLoss {

    /** RMS of speech to which the caller brings both sounds: -26 dB full scale. */
    public static final float NORMAL_LEVEL = 0.05f;

    private static final float POWER = 0.3f;
    private static final float POWER_FLOOR = 1e-6f;
    private static final float MEL_FLOOR = 1e-2f;

    private final int window;
    private final int hop;
    private final float scale;
    private final NDArray hann;
    private final NDArray mel;

    /** The terms, each {@code [B]}. */
    public record Terms(NDArray complex, NDArray magnitude, NDArray mel) {}

    public SpectralLoss(NDManager manager, int window, int sampleRate) {
        this.window = window;
        this.hop = window / 4;
        float[] weights = new float[window];
        double energy = 0;
        for (int n = 0; n < window; n++) {
            weights[n] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
            energy += weights[n] * weights[n];
        }
        this.scale = (float) (1 / (Math.sqrt(energy) * NORMAL_LEVEL));
        this.hann = manager.create(weights);
        int bands = Math.min(80, Math.max(8, window / 12));
        this.mel = manager.create(MelFilterbank.weights(bands, window, sampleRate), new Shape(bands, window / 2 + 1));
    }

    public int window() {
        return window;
    }

    /** @param heard {@code [B, T]}, the one that is differentiated @param spoken {@code [B, T]} */
    public Terms compare(NDArray heard, NDArray spoken) {
        Spectrum y = spectrum(heard);
        Spectrum x = spectrum(spoken);
        NDArray complex =
                Values.times(clipMean(y.compressed().sub(x.compressed()).square()), 2);
        NDArray magnitude = clipMean(Values.power(y.magnitude(), POWER)
                .sub(Values.power(x.magnitude(), POWER))
                .abs());
        NDArray melDistance = clipMean(logMel(y).sub(logMel(x)).abs());
        return new Terms(complex, magnitude, melDistance);
    }

    private static NDArray clipMean(NDArray values) {
        return values.reshape(values.getShape().get(0), -1).mean(new int[] {1});
    }

    private record Spectrum(NDArray compressed, NDArray magnitude) {}

    /** Real and imaginary parts {@code [B, F, N, 2]} with compressed magnitudes, and magnitudes {@code [B, F, N]}. */
    private Spectrum spectrum(NDArray samples) {
        NDArray parts = Values.times(samples, scale)
                .stft(window, hop, true, hann, false, true)
                .real();
        NDArray power = parts.square().sum(new int[] {3}).add(POWER_FLOOR);
        NDArray gain = Values.power(power, (POWER - 1) / 2).expandDims(3);
        return new Spectrum(parts.mul(gain), power.sqrt());
    }

    private NDArray logMel(Spectrum spectrum) {
        return mel.matMul(spectrum.magnitude()).add(MEL_FLOOR).log();
    }
}
