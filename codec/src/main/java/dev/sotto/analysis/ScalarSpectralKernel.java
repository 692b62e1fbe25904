package dev.sotto.analysis;

import dev.sotto.neural.MatrixKernel;

/** Plain loops, for JVMs without the Vector API. */
final class ScalarSpectralKernel implements SpectralKernel {

    private final MatrixKernel matrix;

    ScalarSpectralKernel(MatrixKernel matrix) {
        this.matrix = matrix;
    }

    @Override
    public MatrixKernel matrix() {
        return matrix;
    }

    @Override
    public void exp2(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Elementary.exp2(x[xOffset + i]);
        }
    }

    @Override
    public void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Elementary.log(x[xOffset + i]);
        }
    }

    @Override
    public void polar(float[] log2Magnitude, float[] turns, float[] re, float[] im, int length) {
        for (int i = 0; i < length; i++) {
            float magnitude = Elementary.exp2(log2Magnitude[i]);
            float angle = turns[i];
            re[i] = magnitude * Elementary.cosine(angle);
            im[i] = magnitude * Elementary.sine(angle);
        }
    }

    @Override
    public void radix4(Rotation twiddles, int gap, float[] inRe, float[] inIm, float[] outRe, float[] outIm) {
        for (int g = 0; g < 4; g++) {
            int from = 16 * (gap == 4 ? g : 4 * g);
            for (int lane = 0; lane < 16; lane++) {
                butterfly(twiddles, from + lane, 16 * gap, inRe, inIm, 16 * g + lane, outRe, outIm);
            }
        }
    }

    private static void butterfly(
            Rotation twiddles, int in, int gap, float[] inRe, float[] inIm, int out, float[] outRe, float[] outIm) {
        float sumRe = inRe[in] + inRe[in + 2 * gap];
        float sumIm = inIm[in] + inIm[in + 2 * gap];
        float differenceRe = inRe[in] - inRe[in + 2 * gap];
        float differenceIm = inIm[in] - inIm[in + 2 * gap];
        float oddSumRe = inRe[in + gap] + inRe[in + 3 * gap];
        float oddSumIm = inIm[in + gap] + inIm[in + 3 * gap];
        float oddDifferenceRe = inRe[in + gap] - inRe[in + 3 * gap];
        float oddDifferenceIm = inIm[in + gap] - inIm[in + 3 * gap];
        rotate(twiddles, out, sumRe + oddSumRe, sumIm + oddSumIm, outRe, outIm);
        rotate(twiddles, out + 64, differenceRe + oddDifferenceIm, differenceIm - oddDifferenceRe, outRe, outIm);
        rotate(twiddles, out + 128, sumRe - oddSumRe, sumIm - oddSumIm, outRe, outIm);
        rotate(twiddles, out + 192, differenceRe - oddDifferenceIm, differenceIm + oddDifferenceRe, outRe, outIm);
    }

    private static void rotate(Rotation by, int at, float re, float im, float[] outRe, float[] outIm) {
        outRe[at] = Math.fma(re, by.re()[at], -(im * by.im()[at]));
        outIm[at] = Math.fma(re, by.im()[at], im * by.re()[at]);
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
