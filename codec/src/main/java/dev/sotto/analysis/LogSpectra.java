package dev.sotto.analysis;

import dev.sotto.neural.MatrixKernel;
import java.util.Arrays;

/**
 * What the encoder network hears of one stream: for every step of 5 ms, log power in 48 mel bands of the last 25 ms
 * (formants and noise, sharp in time) and at 64 bins, 25 Hz apart, of the last 40 ms (harmonics). Before the first
 * sample there is silence. Allocates nothing after construction; for one thread.
 */
public final class LogSpectra {

    public static final int SAMPLE_RATE = 16000;

    /** Samples of a step. */
    public static final int STEP = 80;

    /** Mel bands from 0 to 8 kHz. */
    public static final int MEL_BANDS = 48;

    /** From 25 to 1600 Hz. */
    public static final int PITCH_BINS = PitchBins.BINS;

    /** Numbers of a step. */
    public static final int FEATURES = MEL_BANDS + PITCH_BINS;

    /** Steps that are analysed at once. */
    private static final int BATCH = 4;

    static final int WINDOW = 400;
    private static final int PAST = PitchBins.WINDOW - STEP;

    /** Power of silence: about -90 dB, less than the rounding of 16 bits makes. */
    static final float FLOOR = 1e-9f;

    /** Of a normalised feature: so that speech is about between -2 and 3. */
    static final float SCALE = 0.25f;

    static final float SHIFT = 2.5f;

    /** Louder than any sound; its square is far from overflow. */
    private static final float LOUDEST = 0x1p20f;

    private static final float[] HANN = Hann.window(WINDOW, WINDOW);
    static final MelBands BANDS = new MelBands(MEL_BANDS, SAMPLE_RATE);

    private final SpectralKernel kernel;
    private final PitchBins pitchBins;
    private final Fourier fourier;
    /** The samples before the batch, then its own. */
    private final float[] history = new float[PAST + BATCH * STEP];
    /** What lies beyond the window stays 0. */
    private final float[] windowed = new float[Fourier.SIZE];

    private final float[] re = new float[Fourier.BINS];
    private final float[] im = new float[Fourier.BINS];
    private final float[] folded = new float[4 * BATCH * PitchBins.PART];
    private final float[] waves;

    public LogSpectra(SpectralKernel kernel) {
        this.kernel = kernel;
        fourier = new Fourier(kernel);
        pitchBins = PitchBins.of(kernel.matrix());
        waves = new float[BATCH * 4 * pitchBins.paddedOutputs()];
    }

    /** Steps before a step on which its numbers depend, too. */
    public static int memorySteps() {
        return PAST / STEP;
    }

    /** From here on it is a new stream. */
    public void reset() {
        Arrays.fill(history, 0);
    }

    /**
     * Takes the next samples of the stream. Those that are not finite count as silence.
     *
     * @param samples {@code steps * STEP} of them from {@code offset} on
     * @param features receives {@code steps} rows of FEATURES numbers from {@code featureOffset} on
     */
    public void analyse(float[] samples, int offset, int steps, float[] features, int featureOffset) {
        for (int done = 0; done < steps; done += BATCH) {
            int rows = Math.min(BATCH, steps - done);
            accept(samples, offset + done * STEP, rows * STEP);
            int at = featureOffset + done * FEATURES;
            melBands(rows, features, at);
            pitchBins(rows, features, at);
            logarithms(features, at, rows * FEATURES);
            System.arraycopy(history, rows * STEP, history, 0, PAST);
        }
    }

    private void accept(float[] samples, int offset, int length) {
        for (int i = 0; i < length; i++) {
            float v = samples[offset + i];
            history[PAST + i] = Float.isFinite(v) ? Math.max(-LOUDEST, Math.min(v, LOUDEST)) : 0;
        }
    }

    private void melBands(int rows, float[] features, int offset) {
        float scale = (float) (1 / Hann.energy(WINDOW));
        for (int row = 0; row < rows; row++) {
            int from = PAST + STEP - WINDOW + row * STEP;
            for (int n = 0; n < WINDOW; n++) {
                windowed[n] = history[from + n] * HANN[n];
            }
            fourier.forward(windowed, 0, re, im);
            for (int k = 0; k < Fourier.BINS; k++) {
                re[k] = Math.fma(re[k], re[k], im[k] * im[k]) * scale;
            }
            BANDS.apply(re, features, offset + row * FEATURES);
        }
    }

    private void pitchBins(int rows, float[] features, int offset) {
        MatrixKernel matrix = kernel.matrix();
        int distance = BATCH * PitchBins.PART;
        for (int row = 0; row < rows; row++) {
            pitchBins.fold(history, row * STEP, folded, row * PitchBins.PART, distance);
        }
        int padded = pitchBins.paddedOutputs();
        pitchBins.transform(matrix, folded, distance, rows, waves, BATCH * padded);
        float scale = (float) (1 / Hann.energy(PitchBins.WINDOW));
        for (int row = 0; row < rows; row++) {
            int to = offset + row * FEATURES + MEL_BANDS;
            for (int i = 0; i < PITCH_BINS / 2; i++) {
                int evenCosine = row * padded + i;
                features[to + 2 * i] = power(evenCosine + BATCH * padded) * scale;
                features[to + 2 * i + 1] = power(evenCosine) * scale;
            }
        }
    }

    private float power(int cosine) {
        float re = waves[cosine];
        float im = waves[cosine + 2 * BATCH * pitchBins.paddedOutputs()];
        return Math.fma(re, re, im * im);
    }

    private void logarithms(float[] features, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            features[i] += FLOOR;
        }
        kernel.log(features, offset, features, offset, length);
        for (int i = offset; i < offset + length; i++) {
            features[i] = Math.fma(features[i], SCALE, SHIFT);
        }
    }
}
