package dev.sotto.training.adversary;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loss.SpectralLoss;

/**
 * The short-time Fourier transform as a picture of two channels, real and imaginary: magnitudes to the power 0.3 with
 * their phases kept, as the spectral loss has them, since a few layers see little of speech's range of 60 dB.
 */
final class ComplexSpectrum {

    private static final float POWER = 0.3f;
    private static final float FLOOR = 1e-6f;

    private final int window;
    private final float scale;
    private final NDArray hann;

    ComplexSpectrum(NDManager manager, int window) {
        this.window = window;
        float[] weights = new float[window];
        double energy = 0;
        for (int n = 0; n < window; n++) {
            weights[n] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * n / window));
            energy += weights[n] * weights[n];
        }
        this.scale = (float) (1 / (Math.sqrt(energy) * SpectralLoss.NORMAL_LEVEL));
        this.hann = manager.create(weights);
    }

    /** {@code [B, T] -> [B, 2, N, F]}: N steps of a quarter of the window, F frequencies. */
    NDArray of(NDArray samples) {
        NDArray parts = Values.times(samples, scale)
                .stft(window, window / 4, true, hann, false, true)
                .real();
        NDArray power = parts.square().sum(new int[] {3}).add(FLOOR);
        NDArray gain = Values.power(power, (POWER - 1) / 2).expandDims(3);
        return parts.mul(gain).transpose(0, 3, 2, 1);
    }
}
