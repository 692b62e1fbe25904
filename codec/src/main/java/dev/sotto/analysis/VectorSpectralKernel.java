package dev.sotto.analysis;

import static dev.sotto.analysis.Elementary.E1;
import static dev.sotto.analysis.Elementary.E2;
import static dev.sotto.analysis.Elementary.E3;
import static dev.sotto.analysis.Elementary.E4;
import static dev.sotto.analysis.Elementary.E5;
import static dev.sotto.analysis.Elementary.E6;
import static dev.sotto.analysis.Elementary.EXPONENT_OF_1;
import static dev.sotto.analysis.Elementary.HIGHEST;
import static dev.sotto.analysis.Elementary.L3;
import static dev.sotto.analysis.Elementary.L5;
import static dev.sotto.analysis.Elementary.L7;
import static dev.sotto.analysis.Elementary.L9;
import static dev.sotto.analysis.Elementary.LN2_HIGH;
import static dev.sotto.analysis.Elementary.LN2_LOW;
import static dev.sotto.analysis.Elementary.LOWEST;
import static dev.sotto.analysis.Elementary.MANTISSA;
import static dev.sotto.analysis.Elementary.QUARTER;
import static dev.sotto.analysis.Elementary.ROOT_HALF;
import static dev.sotto.analysis.Elementary.ROUNDING;
import static dev.sotto.analysis.Elementary.S1;
import static dev.sotto.analysis.Elementary.S3;
import static dev.sotto.analysis.Elementary.S5;
import static dev.sotto.analysis.Elementary.S7;
import static dev.sotto.analysis.Elementary.S9;

import dev.sotto.neural.MatrixKernel;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's kernel: the functions of {@link Elementary} and the butterflies of {@link ScalarSpectralKernel},
 * operation by operation, in every lane. What does not fill a vector is left to the scalar ones. Loaded only where the
 * module jdk.incubator.vector is.
 */
final class VectorSpectralKernel implements SpectralKernel {

    /** At most 16 lanes, the columns of a transform's matrix. */
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() <= Fourier.SIDE
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    private static final int LANES = SPECIES.length();
    private static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);

    private final MatrixKernel matrix;

    VectorSpectralKernel(MatrixKernel matrix) {
        this.matrix = matrix;
    }

    @Override
    public MatrixKernel matrix() {
        return matrix;
    }

    @Override
    public void exp2(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            exp2(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        for (int i = whole; i < length; i++) {
            y[yOffset + i] = Elementary.exp2(x[xOffset + i]);
        }
    }

    @Override
    public void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            log(load(x, xOffset + i)).intoArray(y, yOffset + i);
        }
        for (int i = whole; i < length; i++) {
            y[yOffset + i] = Elementary.log(x[xOffset + i]);
        }
    }

    @Override
    public void polar(float[] log2Magnitude, float[] turns, float[] re, float[] im, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector magnitude = exp2(load(log2Magnitude, i));
            FloatVector angle = fraction(load(turns, i));
            magnitude.mul(cosineOfFraction(angle)).intoArray(re, i);
            magnitude.mul(cosineOfFraction(fraction(angle.sub(QUARTER)))).intoArray(im, i);
        }
        for (int i = whole; i < length; i++) {
            float magnitude = Elementary.exp2(log2Magnitude[i]);
            float angle = turns[i];
            re[i] = magnitude * Elementary.cosine(angle);
            im[i] = magnitude * Elementary.sine(angle);
        }
    }

    private static FloatVector exp2(FloatVector x) {
        FloatVector bounded = x.max(LOWEST).min(HIGHEST);
        FloatVector rounded = bounded.add(ROUNDING);
        FloatVector f = bounded.sub(rounded.sub(ROUNDING));
        FloatVector sum = constant(E6).fma(f, constant(E5));
        sum = sum.fma(f, constant(E4));
        sum = sum.fma(f, constant(E3));
        sum = sum.fma(f, constant(E2));
        sum = sum.fma(f, constant(E1));
        sum = sum.fma(f, constant(1));
        IntVector power = rounded.reinterpretAsInts().add(EXPONENT_OF_1).lanewise(VectorOperators.LSHL, MANTISSA);
        return sum.mul(power.reinterpretAsFloats());
    }

    private static FloatVector log(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        IntVector exponent = bits.sub(ROOT_HALF).lanewise(VectorOperators.ASHR, MANTISSA);
        FloatVector m =
                bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA)).reinterpretAsFloats();
        FloatVector f = m.sub(1);
        FloatVector s = f.div(f.add(2));
        FloatVector square = s.mul(s);
        FloatVector sum = constant(L9).fma(square, constant(L7));
        sum = sum.fma(square, constant(L5));
        sum = sum.fma(square, constant(L3));
        sum = sum.fma(square, constant(2));
        FloatVector e = exponent.add(ROUNDING_BITS).reinterpretAsFloats().sub(ROUNDING);
        return e.fma(constant(LN2_HIGH), sum.fma(s, e.mul(LN2_LOW)));
    }

    private static FloatVector fraction(FloatVector x) {
        return x.sub(x.add(ROUNDING).sub(ROUNDING));
    }

    private static FloatVector cosineOfFraction(FloatVector turns) {
        FloatVector x = constant(QUARTER).sub(turns.abs());
        FloatVector square = x.mul(x);
        FloatVector sum = constant(S9).fma(square, constant(S7));
        sum = sum.fma(square, constant(S5));
        sum = sum.fma(square, constant(S3));
        sum = sum.fma(square, constant(S1));
        return sum.mul(x);
    }

    @Override
    public void radix4(Rotation twiddles, int gap, float[] inRe, float[] inIm, float[] outRe, float[] outIm) {
        for (int g = 0; g < 4; g++) {
            int from = Fourier.SIDE * (gap == 4 ? g : 4 * g);
            for (int lane = 0; lane < Fourier.SIDE; lane += LANES) {
                butterfly(twiddles, from + lane, Fourier.SIDE * gap, inRe, inIm, 16 * g + lane, outRe, outIm);
            }
        }
    }

    private static void butterfly(
            Rotation twiddles, int in, int gap, float[] inRe, float[] inIm, int out, float[] outRe, float[] outIm) {
        FloatVector re0 = load(inRe, in);
        FloatVector im0 = load(inIm, in);
        FloatVector re1 = load(inRe, in + gap);
        FloatVector im1 = load(inIm, in + gap);
        FloatVector re2 = load(inRe, in + 2 * gap);
        FloatVector im2 = load(inIm, in + 2 * gap);
        FloatVector re3 = load(inRe, in + 3 * gap);
        FloatVector im3 = load(inIm, in + 3 * gap);
        FloatVector sumRe = re0.add(re2);
        FloatVector sumIm = im0.add(im2);
        FloatVector differenceRe = re0.sub(re2);
        FloatVector differenceIm = im0.sub(im2);
        FloatVector oddSumRe = re1.add(re3);
        FloatVector oddSumIm = im1.add(im3);
        FloatVector oddDifferenceRe = re1.sub(re3);
        FloatVector oddDifferenceIm = im1.sub(im3);
        rotate(twiddles, out, sumRe.add(oddSumRe), sumIm.add(oddSumIm), outRe, outIm);
        rotate(twiddles, out + 64, differenceRe.add(oddDifferenceIm), differenceIm.sub(oddDifferenceRe), outRe, outIm);
        rotate(twiddles, out + 128, sumRe.sub(oddSumRe), sumIm.sub(oddSumIm), outRe, outIm);
        rotate(twiddles, out + 192, differenceRe.sub(oddDifferenceIm), differenceIm.add(oddDifferenceRe), outRe, outIm);
    }

    private static void rotate(Rotation by, int at, FloatVector re, FloatVector im, float[] outRe, float[] outIm) {
        FloatVector cosine = load(by.re(), at);
        FloatVector sine = load(by.im(), at);
        re.fma(cosine, im.mul(sine).neg()).intoArray(outRe, at);
        re.fma(sine, im.mul(cosine)).intoArray(outIm, at);
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    @Override
    public String toString() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }
}
