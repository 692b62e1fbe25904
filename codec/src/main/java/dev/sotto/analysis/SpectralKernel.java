package dev.sotto.analysis;

import dev.sotto.neural.MatrixKernel;

/**
 * What is computed on many numbers side by side in analysis and synthesis, in two implementations that give the same
 * bits: each number on its own, by operations that IEEE 754 rounds in one way, in one order. Stateless; shared.
 */
public interface SpectralKernel {

    /** The kernel of matrix products that goes with it. */
    MatrixKernel matrix();

    /** {@link Elementary#exp2} of each: {@code y} may be {@code x}. */
    void exp2(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@link Elementary#log} of each: {@code y} may be {@code x}. */
    void log(float[] x, int xOffset, float[] y, int yOffset, int length);

    /**
     * Complex numbers from {@code log2} of their magnitudes and their angles in turns, as {@link Elementary#exp2} and
     * {@link Elementary#cosine} give them. The results may take the place of the arguments.
     */
    void polar(float[] log2Magnitude, float[] turns, float[] re, float[] im, int length);

    /**
     * A pass of a Fourier transform of radix 4 over matrices of 16 x 16 complex numbers, down their columns: of each
     * four rows a transform of four points, times {@code twiddles}. {@code out} may be {@code in} if {@code gap} is 4.
     *
     * @param gap between the four rows that are taken together: 4, so that the g-th four are g, g + 4, ..; or 1, so
     *     that they are 4 g, 4 g + 1, ..; the results are rows g, g + 4, .. in either case
     */
    void radix4(Rotation twiddles, int gap, float[] inRe, float[] inIm, float[] outRe, float[] outIm);

    /** The one of the same kind: with vectors or without. */
    static SpectralKernel of(MatrixKernel matrix) {
        boolean scalar = matrix.toString().equals(MatrixKernel.scalar().toString());
        return scalar ? new ScalarSpectralKernel(matrix) : new VectorSpectralKernel(matrix);
    }

    /** The fastest that this JVM has; the scalar one if the system property {@code sotto.kernel} is {@code scalar}. */
    static SpectralKernel preferred() {
        return of(MatrixKernel.preferred());
    }

    /** What is sooner done with so many frames in a JVM that has just started: see {@link MatrixKernel#forFile}. */
    static SpectralKernel forFile(int frames) {
        return of(MatrixKernel.forFile(frames));
    }

    static SpectralKernel scalar() {
        return of(MatrixKernel.scalar());
    }
}
