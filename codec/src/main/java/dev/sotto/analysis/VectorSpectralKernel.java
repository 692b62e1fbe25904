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
 *
 * <p>A vector that goes through a call is an object, so no method here takes or gives one. HotSpot stops inlining the
 * Vector API's own methods where a loop has some fifty operations, and inlines into its caller what has at most 325
 * bytecodes: so loops are short of operations and methods long of bytecodes, by two vectors a turn and by writing out.
 * No test can hold that; {@code sotto benchmark} prints the bytes that are allocated a frame.
 */
final class VectorSpectralKernel implements SpectralKernel {

    /** At most 16 lanes, the columns of a transform's matrix. */
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() <= Fourier.SIDE
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    private static final int PAIR = 2 * LANES;
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
        int whole = length / PAIR * PAIR;
        for (int i = 0; i < whole; i += PAIR) {
            FloatVector bounded0 = load(x, xOffset + i).max(LOWEST).min(HIGHEST);
            FloatVector rounded0 = bounded0.add(ROUNDING);
            FloatVector f0 = bounded0.sub(rounded0.sub(ROUNDING));
            FloatVector sum0 = constant(E6).fma(f0, constant(E5));
            sum0 = sum0.fma(f0, constant(E4));
            sum0 = sum0.fma(f0, constant(E3));
            sum0 = sum0.fma(f0, constant(E2));
            sum0 = sum0.fma(f0, constant(E1));
            sum0 = sum0.fma(f0, constant(1));
            IntVector power0 = rounded0.reinterpretAsInts().add(EXPONENT_OF_1).lanewise(VectorOperators.LSHL, MANTISSA);
            sum0.mul(power0.reinterpretAsFloats()).intoArray(y, yOffset + i);
            FloatVector bounded1 = load(x, xOffset + i + LANES).max(LOWEST).min(HIGHEST);
            FloatVector rounded1 = bounded1.add(ROUNDING);
            FloatVector f1 = bounded1.sub(rounded1.sub(ROUNDING));
            FloatVector sum1 = constant(E6).fma(f1, constant(E5));
            sum1 = sum1.fma(f1, constant(E4));
            sum1 = sum1.fma(f1, constant(E3));
            sum1 = sum1.fma(f1, constant(E2));
            sum1 = sum1.fma(f1, constant(E1));
            sum1 = sum1.fma(f1, constant(1));
            IntVector power1 = rounded1.reinterpretAsInts().add(EXPONENT_OF_1).lanewise(VectorOperators.LSHL, MANTISSA);
            sum1.mul(power1.reinterpretAsFloats()).intoArray(y, yOffset + i + LANES);
        }
        for (int i = whole; i < length; i++) {
            y[yOffset + i] = Elementary.exp2(x[xOffset + i]);
        }
    }

    @Override
    public void log(float[] x, int xOffset, float[] y, int yOffset, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, x, xOffset + i).reinterpretAsInts();
            IntVector exponent =
                    bits.sub(IntVector.broadcast(INTS, ROOT_HALF)).lanewise(VectorOperators.ASHR, MANTISSA);
            IntVector mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, MANTISSA));
            FloatVector f = mantissa.reinterpretAsFloats().sub(FloatVector.broadcast(SPECIES, 1));
            FloatVector s = f.div(f.add(FloatVector.broadcast(SPECIES, 2)));
            FloatVector square = s.mul(s);
            FloatVector sum = FloatVector.broadcast(SPECIES, L9).fma(square, FloatVector.broadcast(SPECIES, L7));
            sum = sum.fma(square, FloatVector.broadcast(SPECIES, L5));
            sum = sum.fma(square, FloatVector.broadcast(SPECIES, L3));
            sum = sum.fma(square, FloatVector.broadcast(SPECIES, 2));
            FloatVector e = exponent.add(IntVector.broadcast(INTS, ROUNDING_BITS))
                    .reinterpretAsFloats()
                    .sub(FloatVector.broadcast(SPECIES, ROUNDING));
            FloatVector low = sum.fma(s, e.mul(FloatVector.broadcast(SPECIES, LN2_LOW)));
            e.fma(FloatVector.broadcast(SPECIES, LN2_HIGH), low).intoArray(y, yOffset + i);
        }
        for (int i = whole; i < length; i++) {
            y[yOffset + i] = Elementary.log(x[xOffset + i]);
        }
    }

    @Override
    public void polar(float[] log2Magnitude, float[] turns, float[] re, float[] im, int length) {
        int whole = length / PAIR * PAIR;
        exp2(log2Magnitude, 0, re, 0, length);
        rotate(turns, re, im, whole);
        for (int i = whole; i < length; i++) {
            float magnitude = re[i];
            float angle = turns[i];
            re[i] = magnitude * Elementary.cosine(angle);
            im[i] = magnitude * Elementary.sine(angle);
        }
    }

    /** Of magnitudes in {@code re} and angles makes real and imaginary parts; {@code im} may be {@code turns}. */
    private static void rotate(float[] turns, float[] re, float[] im, int length) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector magnitude = FloatVector.fromArray(SPECIES, re, i);
            FloatVector turn = FloatVector.fromArray(SPECIES, turns, i);
            FloatVector angle = turn.sub(turn.add(ROUNDING).sub(ROUNDING));
            FloatVector x = FloatVector.broadcast(SPECIES, QUARTER).sub(angle.abs());
            FloatVector square = x.mul(x);
            FloatVector cosine = FloatVector.broadcast(SPECIES, S9).fma(square, FloatVector.broadcast(SPECIES, S7));
            cosine = cosine.fma(square, FloatVector.broadcast(SPECIES, S5));
            cosine = cosine.fma(square, FloatVector.broadcast(SPECIES, S3));
            cosine = cosine.fma(square, FloatVector.broadcast(SPECIES, S1));
            magnitude.mul(cosine.mul(x)).intoArray(re, i);

            FloatVector later = angle.sub(QUARTER);
            FloatVector quarterOn = later.sub(later.add(ROUNDING).sub(ROUNDING));
            FloatVector y = FloatVector.broadcast(SPECIES, QUARTER).sub(quarterOn.abs());
            FloatVector squareOn = y.mul(y);
            FloatVector sine = FloatVector.broadcast(SPECIES, S9).fma(squareOn, FloatVector.broadcast(SPECIES, S7));
            sine = sine.fma(squareOn, FloatVector.broadcast(SPECIES, S5));
            sine = sine.fma(squareOn, FloatVector.broadcast(SPECIES, S3));
            sine = sine.fma(squareOn, FloatVector.broadcast(SPECIES, S1));
            magnitude.mul(sine.mul(y)).intoArray(im, i);
        }
    }

    @Override
    public void radix4(Rotation twiddles, int gap, float[] inRe, float[] inIm, float[] outRe, float[] outIm) {
        int step = Fourier.SIDE * gap;
        for (int g = 0; g < 4; g++) {
            int from = Fourier.SIDE * (gap == 4 ? g : 4 * g);
            for (int lane = 0; lane < Fourier.SIDE; lane += LANES) {
                int in = from + lane;
                int out = Fourier.SIDE * g + lane;
                FloatVector re0 = load(inRe, in);
                FloatVector im0 = load(inIm, in);
                FloatVector re1 = load(inRe, in + step);
                FloatVector im1 = load(inIm, in + step);
                FloatVector re2 = load(inRe, in + 2 * step);
                FloatVector im2 = load(inIm, in + 2 * step);
                FloatVector re3 = load(inRe, in + 3 * step);
                FloatVector im3 = load(inIm, in + 3 * step);
                FloatVector sumRe = re0.add(re2);
                FloatVector sumIm = im0.add(im2);
                FloatVector differenceRe = re0.sub(re2);
                FloatVector differenceIm = im0.sub(im2);
                FloatVector oddSumRe = re1.add(re3);
                FloatVector oddSumIm = im1.add(im3);
                FloatVector oddDifferenceRe = re1.sub(re3);
                FloatVector oddDifferenceIm = im1.sub(im3);
                sumRe.add(oddSumRe).intoArray(outRe, out);
                sumIm.add(oddSumIm).intoArray(outIm, out);
                differenceRe.add(oddDifferenceIm).intoArray(outRe, out + 64);
                differenceIm.sub(oddDifferenceRe).intoArray(outIm, out + 64);
                sumRe.sub(oddSumRe).intoArray(outRe, out + 128);
                sumIm.sub(oddSumIm).intoArray(outIm, out + 128);
                differenceRe.sub(oddDifferenceIm).intoArray(outRe, out + 192);
                differenceIm.add(oddDifferenceRe).intoArray(outIm, out + 192);
            }
        }
        for (int at = 0; at < Fourier.SIDE * Fourier.SIDE; at += LANES) {
            FloatVector re = load(outRe, at);
            FloatVector im = load(outIm, at);
            FloatVector cosine = load(twiddles.re(), at);
            FloatVector sine = load(twiddles.im(), at);
            re.fma(cosine, im.mul(sine).neg()).intoArray(outRe, at);
            re.fma(sine, im.mul(cosine)).intoArray(outIm, at);
        }
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
