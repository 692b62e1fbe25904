package dev.sotto.analysis;

/**
 * The discrete Fourier transform of 512 real samples, there and back: as 256 complex numbers in a matrix of 16 x 16, so
 * that transforms of 16 points run down its columns, side by side. Its buffers make it a thing for one thread.
 */
public final class Fourier {

    /** Samples. */
    public static final int SIZE = 512;

    /** From 0 Hz to half the sample rate, both included: numbers of a spectrum. */
    public static final int BINS = SIZE / 2 + 1;

    private static final int HALF = SIZE / 2;
    /** Rows and columns of the matrix. */
    static final int SIDE = 16;

    /** Between the two passes of a transform of 16 points: row j + 4 q turns by j q sixteenths. */
    private static final Rotation SIXTEENTHS = Rotation.of(16, (row, column) -> (row % 4) * (row / 4));

    /** After transforms down the columns, row by column. */
    private static final Rotation LARGE = Rotation.of(256, (row, column) -> row * column);

    private static final Rotation NONE = Rotation.of(1, (row, column) -> 0);

    /** Of 512 points: the spectra of even and odd samples into that of all. */
    private static final float[] COSINES = new float[HALF / 2 + 1];

    private static final float[] SINES = new float[HALF / 2 + 1];

    static {
        for (int k = 0; k < COSINES.length; k++) {
            COSINES[k] = (float) StrictMath.cos(2 * Math.PI * k / SIZE);
            SINES[k] = (float) StrictMath.sin(2 * Math.PI * k / SIZE);
        }
    }

    private final SpectralKernel kernel;
    private final float[] re = new float[HALF];
    private final float[] im = new float[HALF];
    private final float[] turnedRe = new float[HALF];
    private final float[] turnedIm = new float[HALF];

    public Fourier(SpectralKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * {@code spectrum[k]} = sum over n of {@code samples[n] exp(-2 pi i k n / SIZE)}.
     *
     * @param samples SIZE of them from {@code offset} on
     * @param spectrumRe receives BINS numbers
     */
    public void forward(float[] samples, int offset, float[] spectrumRe, float[] spectrumIm) {
        for (int n = 0; n < HALF; n++) {
            re[n] = samples[offset + 2 * n];
            im[n] = samples[offset + 2 * n + 1];
        }
        transform(re, im);
        spectrumRe[0] = re[0] + im[0];
        spectrumIm[0] = 0;
        spectrumRe[HALF] = re[0] - im[0];
        spectrumIm[HALF] = 0;
        for (int k = 1; k <= HALF / 2; k++) {
            int mirror = HALF - k;
            float evenRe = 0.5f * (re[k] + re[mirror]);
            float evenIm = 0.5f * (im[k] - im[mirror]);
            float oddRe = 0.5f * (im[k] + im[mirror]);
            float oddIm = 0.5f * (re[mirror] - re[k]);
            float turnedRe = Math.fma(oddRe, COSINES[k], oddIm * SINES[k]);
            float turnedIm = Math.fma(oddIm, COSINES[k], -(oddRe * SINES[k]));
            spectrumRe[k] = evenRe + turnedRe;
            spectrumIm[k] = evenIm + turnedIm;
            spectrumRe[mirror] = evenRe - turnedRe;
            spectrumIm[mirror] = turnedIm - evenIm;
        }
    }

    /**
     * The samples of a spectrum: what {@link #forward} undoes. The imaginary parts at 0 Hz and at half the sample rate
     * do not count.
     */
    public void inverse(float[] spectrumRe, float[] spectrumIm, float[] samples, int offset) {
        re[0] = spectrumRe[0] + spectrumRe[HALF];
        im[0] = spectrumRe[0] - spectrumRe[HALF];
        for (int k = 1; k <= HALF / 2; k++) {
            int mirror = HALF - k;
            float evenRe = spectrumRe[k] + spectrumRe[mirror];
            float evenIm = spectrumIm[k] - spectrumIm[mirror];
            float differenceRe = spectrumRe[k] - spectrumRe[mirror];
            float differenceIm = spectrumIm[k] + spectrumIm[mirror];
            float oddRe = Math.fma(differenceRe, COSINES[k], -(differenceIm * SINES[k]));
            float oddIm = Math.fma(differenceIm, COSINES[k], differenceRe * SINES[k]);
            re[k] = evenRe - oddIm;
            im[k] = evenIm + oddRe;
            re[mirror] = evenRe + oddIm;
            im[mirror] = oddRe - evenIm;
        }
        // With real and imaginary parts exchanged, the transform is its own inverse but for a factor.
        transform(im, re);
        for (int n = 0; n < HALF; n++) {
            samples[offset + 2 * n] = re[n] * (1f / SIZE);
            samples[offset + 2 * n + 1] = im[n] * (1f / SIZE);
        }
    }

    /** Of 256 complex numbers, in place. n = 16 row + column before, k = 16 row + column after. */
    private void transform(float[] re, float[] im) {
        kernel.radix4(SIXTEENTHS, 4, re, im, re, im);
        kernel.radix4(LARGE, 1, re, im, turnedRe, turnedIm);
        transpose(turnedRe, re);
        transpose(turnedIm, im);
        kernel.radix4(SIXTEENTHS, 4, re, im, turnedRe, turnedIm);
        kernel.radix4(NONE, 1, turnedRe, turnedIm, re, im);
    }

    private static void transpose(float[] from, float[] to) {
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                to[SIDE * column + row] = from[SIDE * row + column];
            }
        }
    }
}
