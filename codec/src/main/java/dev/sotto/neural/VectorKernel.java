package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's kernel: each lane is one output. A panel is four vectors wide, and two rows share each weight that
 * is loaded; the sums stay in registers. Keep it so: with nested loops, with more weights loaded at once, or with the
 * sums handed to a method that stores them, the compiler moves the sums to memory, which takes 3 to 10 times as long.
 * Loaded only where the module jdk.incubator.vector is.
 */
final class VectorKernel implements MatrixKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> BITS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> HALVES = ShortVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 4 * LANES;

    @Override
    public int panelWidth() {
        return WIDTH;
    }

    @Override
    public void multiply(PackedConvolution layer, float[] x, int xOffset, int rows, float[] y, int yOffset) {
        int step = layer.windowLength;
        int outputs = layer.paddedOutputs();
        if (rows == 1 && layer.halves().length > 0 && isWithinLimit(x, xOffset, layer.windowLength)) {
            for (int panel = 0; panel < layer.panels; panel++) {
                oneRowOfHalves(layer, panel, x, xOffset, y, yOffset + panel * WIDTH);
            }
            return;
        }
        for (int panel = 0; panel < layer.panels; panel++) {
            int at = yOffset + panel * WIDTH;
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                fourRows(layer, panel, 0, x, xOffset + row * step, y, at + row * outputs);
                fourRows(layer, panel, 2 * LANES, x, xOffset + row * step, y, at + row * outputs + 2 * LANES);
            }
            for (; row + 2 <= rows; row += 2) {
                twoRows(layer, panel, x, xOffset + row * step, y, at + row * outputs);
            }
            if (row < rows) {
                oneRow(layer, panel, x, xOffset + row * step, y, at + row * outputs);
            }
        }
    }

    private static void oneRow(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        int length = layer.windowLength;
        int base = panel * WIDTH * length;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        for (int i = 0; i < length; i++) {
            int at = base + i * WIDTH;
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + i]);
            a0 = load(w, at).fma(v, a0);
            a1 = load(w, at + LANES).fma(v, a1);
            a2 = load(w, at + 2 * LANES).fma(v, a2);
            a3 = load(w, at + 3 * LANES).fma(v, a3);
        }
        a0.intoArray(y, yOffset);
        a1.intoArray(y, yOffset + LANES);
        a2.intoArray(y, yOffset + 2 * LANES);
        a3.intoArray(y, yOffset + 3 * LANES);
    }

    /**
     * {@link #oneRow} from weights that take half the memory, which is what it waits for. Written out, as HotSpot
     * inlines no hot method of more than 325 bytecodes (FreqInlineSize). Inlined, the mask was not kept in a register.
     */
    private static void oneRowOfHalves(
            PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        short[] w = layer.halves();
        int length = layer.windowLength;
        int base = HalfWeights.FRONT + panel * WIDTH * length;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        for (int i = 0; i < length; i++) {
            int at = base + i * WIDTH;
            FloatVector v = FloatVector.broadcast(SPECIES, x[xOffset + i] * HalfWeights.SCALE);
            IntVector b = loadHalves(w, at).lanewise(VectorOperators.ASHR, HalfWeights.SHIFT);
            a0 = b.and(HalfWeights.MASK).reinterpretAsFloats().fma(v, a0);
            b = loadHalves(w, at - 1).lanewise(VectorOperators.ASHR, HalfWeights.SHIFT);
            a1 = b.and(HalfWeights.MASK).reinterpretAsFloats().fma(v, a1);
            b = loadHalves(w, at + 2 * LANES).lanewise(VectorOperators.ASHR, HalfWeights.SHIFT);
            a2 = b.and(HalfWeights.MASK).reinterpretAsFloats().fma(v, a2);
            b = loadHalves(w, at + 2 * LANES - 1).lanewise(VectorOperators.ASHR, HalfWeights.SHIFT);
            a3 = b.and(HalfWeights.MASK).reinterpretAsFloats().fma(v, a3);
        }
        a0.intoArray(y, yOffset);
        a1.intoArray(y, yOffset + LANES);
        a2.intoArray(y, yOffset + 2 * LANES);
        a3.intoArray(y, yOffset + 3 * LANES);
    }

    private static IntVector loadHalves(short[] from, int offset) {
        return ShortVector.fromArray(HALVES, from, offset).reinterpretAsInts();
    }

    private static boolean isWithinLimit(float[] x, int xOffset, int length) {
        int whole = SPECIES.loopBound(length);
        IntVector greatest = IntVector.zero(BITS);
        for (int i = 0; i < whole; i += LANES) {
            IntVector magnitudes = load(x, xOffset + i).reinterpretAsInts().and(Integer.MAX_VALUE);
            greatest = greatest.max(magnitudes);
        }
        int bits = greatest.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < length; i++) {
            bits = Math.max(bits, Float.floatToRawIntBits(x[xOffset + i]) & Integer.MAX_VALUE);
        }
        return bits < HalfWeights.INPUT_LIMIT;
    }

    private static void twoRows(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        int length = layer.windowLength;
        int base = panel * WIDTH * length;
        int next = xOffset + layer.windowLength;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        for (int i = 0; i < length; i++) {
            int at = base + i * WIDTH;
            FloatVector u = FloatVector.broadcast(SPECIES, x[xOffset + i]);
            FloatVector v = FloatVector.broadcast(SPECIES, x[next + i]);
            FloatVector weight = load(w, at);
            a0 = weight.fma(u, a0);
            b0 = weight.fma(v, b0);
            weight = load(w, at + LANES);
            a1 = weight.fma(u, a1);
            b1 = weight.fma(v, b1);
            weight = load(w, at + 2 * LANES);
            a2 = weight.fma(u, a2);
            b2 = weight.fma(v, b2);
            weight = load(w, at + 3 * LANES);
            a3 = weight.fma(u, a3);
            b3 = weight.fma(v, b3);
        }
        a0.intoArray(y, yOffset);
        a1.intoArray(y, yOffset + LANES);
        a2.intoArray(y, yOffset + 2 * LANES);
        a3.intoArray(y, yOffset + 3 * LANES);
        int below = yOffset + layer.paddedOutputs();
        b0.intoArray(y, below);
        b1.intoArray(y, below + LANES);
        b2.intoArray(y, below + 2 * LANES);
        b3.intoArray(y, below + 3 * LANES);
    }

    /** Half a panel, from {@code column} on: as many sums as {@link #twoRows}, but fewer loads. */
    private static void fourRows(
            PackedConvolution layer, int panel, int column, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        int length = layer.windowLength;
        int step = layer.windowLength;
        int base = panel * WIDTH * length + column;
        FloatVector a0 = load(layer.bias, panel * WIDTH + column);
        FloatVector a1 = load(layer.bias, panel * WIDTH + column + LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        for (int i = 0; i < length; i++) {
            int at = base + i * WIDTH;
            int from = xOffset + i;
            FloatVector w0 = load(w, at);
            FloatVector w1 = load(w, at + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, x[from]);
            a0 = w0.fma(v, a0);
            a1 = w1.fma(v, a1);
            v = FloatVector.broadcast(SPECIES, x[from + step]);
            b0 = w0.fma(v, b0);
            b1 = w1.fma(v, b1);
            v = FloatVector.broadcast(SPECIES, x[from + 2 * step]);
            c0 = w0.fma(v, c0);
            c1 = w1.fma(v, c1);
            v = FloatVector.broadcast(SPECIES, x[from + 3 * step]);
            d0 = w0.fma(v, d0);
            d1 = w1.fma(v, d1);
        }
        int outputs = layer.paddedOutputs();
        a0.intoArray(y, yOffset);
        a1.intoArray(y, yOffset + LANES);
        b0.intoArray(y, yOffset + outputs);
        b1.intoArray(y, yOffset + outputs + LANES);
        c0.intoArray(y, yOffset + 2 * outputs);
        c1.intoArray(y, yOffset + 2 * outputs + LANES);
        d0.intoArray(y, yOffset + 3 * outputs);
        d1.intoArray(y, yOffset + 3 * outputs + LANES);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    /**
     * A plain loop, of which HotSpot makes vectors by itself. Written with the Vector API it allocated 66 KB a frame
     * wherever HotSpot, in one order of compilation and not in another, had inlined it into {@link ResidualUnit}.
     */
    @Override
    public void activate(float[] x, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.max(x[i], x[i] * CodecConfig.SLOPE);
        }
    }

    @Override
    public int greatest(float[] x, int offset, int length) {
        int whole = SPECIES.loopBound(length);
        FloatVector greatest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = load(x, offset + i);
            greatest = greatest.blend(v, v.compare(VectorOperators.GT, greatest));
        }
        float bound = greatest.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < length; i++) {
            bound = x[offset + i] > bound ? x[offset + i] : bound;
        }
        if (bound == Float.NEGATIVE_INFINITY) {
            return 0;
        }
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Float> equal = load(x, offset + i).compare(VectorOperators.EQ, bound);
            if (equal.anyTrue()) {
                return i + equal.firstTrue();
            }
        }
        int last = whole;
        while (x[offset + last] != bound) {
            last++;
        }
        return last;
    }

    @Override
    public String toString() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }
}
