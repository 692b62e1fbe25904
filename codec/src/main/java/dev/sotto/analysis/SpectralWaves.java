package dev.sotto.analysis;

import dev.sotto.model.Tensor;

/**
 * {@link LogSpectra} for engines that know convolutions and matrix products, and no bits to keep: squares of the sums
 * of samples times windowed waves, means of them in bands, logarithms. The same numbers but for rounding.
 */
public final class SpectralWaves {

    /** Samples of the longer window: {@link #STEP} new ones and those before. */
    public static final int WINDOW = PitchBins.WINDOW;

    public static final int STEP = LogSpectra.STEP;

    /** Samples of the shorter window, which ends with the longer one. */
    public static final int MEL_WINDOW = LogSpectra.WINDOW;

    /** Added to a power, of which the natural logarithm is taken, times {@link #SCALE}, plus {@link #SHIFT}. */
    public static final float FLOOR = LogSpectra.FLOOR;

    public static final float SCALE = LogSpectra.SCALE;
    public static final float SHIFT = LogSpectra.SHIFT;

    private SpectralWaves() {}

    /** {@code [2 * BINS, 1, MEL_WINDOW]}: cosines, then sines, of what {@link #melBands} takes the power. */
    public static Tensor melWaves() {
        return waves(0, Fourier.BINS, Fourier.SIZE, MEL_WINDOW);
    }

    /** {@code [bands, BINS, 1]}. */
    public static Tensor melBands() {
        return new Tensor(new int[] {LogSpectra.MEL_BANDS, Fourier.BINS, 1}, LogSpectra.BANDS.matrix());
    }

    /** {@code [2 * PITCH_BINS, 1, WINDOW]}: cosines, then sines; their power needs no bands. */
    public static Tensor pitchWaves() {
        return waves(1, LogSpectra.PITCH_BINS, WINDOW, WINDOW);
    }

    private static Tensor waves(int first, int bins, int period, int window) {
        float[] hann = Hann.window(window, window);
        double scale = Math.sqrt(1 / Hann.energy(window));
        float[] values = new float[2 * bins * window];
        for (int k = 0; k < bins; k++) {
            for (int n = 0; n < window; n++) {
                double radians = 2 * Math.PI * ((first + k) * n % period) / period;
                values[k * window + n] = (float) (scale * hann[n] * StrictMath.cos(radians));
                values[(bins + k) * window + n] = (float) (scale * hann[n] * StrictMath.sin(radians));
            }
        }
        return new Tensor(new int[] {2 * bins, 1, window}, values);
    }
}
