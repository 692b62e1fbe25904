package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's kernel: each lane is one output. A panel is four vectors wide, and four, two or one rows share each
 * weight that is loaded; the sums stay in registers. Loaded only where the module jdk.incubator.vector is.
 */
final class VectorKernel implements MatrixKernel {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 4 * LANES;

    @Override
    public int panelWidth() {
        return WIDTH;
    }

    @Override
    public void multiply(PackedConvolution layer, float[] x, int xOffset, int rows, float[] y, int yOffset) {
        for (int panel = 0; panel < layer.panels; panel++) {
            int row = 0;
            for (; row + 4 <= rows; row += 4) {
                fourRows(layer, panel, x, xOffset + row * layer.rowStride, y, yOffset + row * layer.outputs());
            }
            if (row + 2 <= rows) {
                twoRows(layer, panel, x, xOffset + row * layer.rowStride, y, yOffset + row * layer.outputs());
                row += 2;
            }
            if (row < rows) {
                oneRow(layer, panel, x, xOffset + row * layer.rowStride, y, yOffset + row * layer.outputs());
            }
        }
    }

    private static void oneRow(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        int length = layer.runLength;
        for (int run = 0; run < layer.runs; run++) {
            int from = xOffset + run * layer.runStride;
            int base = panel * layer.panelSize() + run * length * WIDTH;
            for (int i = 0; i < length; i++) {
                int at = base + i * WIDTH;
                FloatVector v = FloatVector.broadcast(SPECIES, x[from + i]);
                a0 = load(w, at).fma(v, a0);
                a1 = load(w, at + LANES).fma(v, a1);
                a2 = load(w, at + 2 * LANES).fma(v, a2);
                a3 = load(w, at + 3 * LANES).fma(v, a3);
            }
        }
        store(a0, a1, a2, a3, layer, panel, y, yOffset);
    }

    private static void twoRows(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        int length = layer.runLength;
        for (int run = 0; run < layer.runs; run++) {
            int from = xOffset + run * layer.runStride;
            int base = panel * layer.panelSize() + run * length * WIDTH;
            for (int i = 0; i < length; i++) {
                int at = base + i * WIDTH;
                FloatVector w0 = load(w, at);
                FloatVector w1 = load(w, at + LANES);
                FloatVector w2 = load(w, at + 2 * LANES);
                FloatVector w3 = load(w, at + 3 * LANES);
                FloatVector v = FloatVector.broadcast(SPECIES, x[from + i]);
                a0 = w0.fma(v, a0);
                a1 = w1.fma(v, a1);
                a2 = w2.fma(v, a2);
                a3 = w3.fma(v, a3);
                v = FloatVector.broadcast(SPECIES, x[from + layer.rowStride + i]);
                b0 = w0.fma(v, b0);
                b1 = w1.fma(v, b1);
                b2 = w2.fma(v, b2);
                b3 = w3.fma(v, b3);
            }
        }
        store(a0, a1, a2, a3, layer, panel, y, yOffset);
        store(b0, b1, b2, b3, layer, panel, y, yOffset + layer.outputs());
    }

    private static void fourRows(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        FloatVector a0 = load(layer.bias, panel * WIDTH);
        FloatVector a1 = load(layer.bias, panel * WIDTH + LANES);
        FloatVector a2 = load(layer.bias, panel * WIDTH + 2 * LANES);
        FloatVector a3 = load(layer.bias, panel * WIDTH + 3 * LANES);
        FloatVector b0 = a0;
        FloatVector b1 = a1;
        FloatVector b2 = a2;
        FloatVector b3 = a3;
        FloatVector c0 = a0;
        FloatVector c1 = a1;
        FloatVector c2 = a2;
        FloatVector c3 = a3;
        FloatVector d0 = a0;
        FloatVector d1 = a1;
        FloatVector d2 = a2;
        FloatVector d3 = a3;
        int length = layer.runLength;
        int step = layer.rowStride;
        for (int run = 0; run < layer.runs; run++) {
            int from = xOffset + run * layer.runStride;
            int base = panel * layer.panelSize() + run * length * WIDTH;
            for (int i = 0; i < length; i++) {
                int at = base + i * WIDTH;
                FloatVector w0 = load(w, at);
                FloatVector w1 = load(w, at + LANES);
                FloatVector w2 = load(w, at + 2 * LANES);
                FloatVector w3 = load(w, at + 3 * LANES);
                FloatVector v = FloatVector.broadcast(SPECIES, x[from + i]);
                a0 = w0.fma(v, a0);
                a1 = w1.fma(v, a1);
                a2 = w2.fma(v, a2);
                a3 = w3.fma(v, a3);
                v = FloatVector.broadcast(SPECIES, x[from + step + i]);
                b0 = w0.fma(v, b0);
                b1 = w1.fma(v, b1);
                b2 = w2.fma(v, b2);
                b3 = w3.fma(v, b3);
                v = FloatVector.broadcast(SPECIES, x[from + 2 * step + i]);
                c0 = w0.fma(v, c0);
                c1 = w1.fma(v, c1);
                c2 = w2.fma(v, c2);
                c3 = w3.fma(v, c3);
                v = FloatVector.broadcast(SPECIES, x[from + 3 * step + i]);
                d0 = w0.fma(v, d0);
                d1 = w1.fma(v, d1);
                d2 = w2.fma(v, d2);
                d3 = w3.fma(v, d3);
            }
        }
        int row = layer.outputs();
        store(a0, a1, a2, a3, layer, panel, y, yOffset);
        store(b0, b1, b2, b3, layer, panel, y, yOffset + row);
        store(c0, c1, c2, c3, layer, panel, y, yOffset + 2 * row);
        store(d0, d1, d2, d3, layer, panel, y, yOffset + 3 * row);
    }

    private static FloatVector load(float[] from, int offset) {
        return FloatVector.fromArray(SPECIES, from, offset);
    }

    private static void store(
            FloatVector v0,
            FloatVector v1,
            FloatVector v2,
            FloatVector v3,
            PackedConvolution layer,
            int panel,
            float[] y,
            int yOffset) {
        int at = yOffset + panel * WIDTH;
        int columns = layer.outputs() - panel * WIDTH;
        store(v0, y, at, columns);
        store(v1, y, at + LANES, columns - LANES);
        store(v2, y, at + 2 * LANES, columns - 2 * LANES);
        store(v3, y, at + 3 * LANES, columns - 3 * LANES);
    }

    /** The first {@code columns} lanes; the rest is the panel's filling. */
    private static void store(FloatVector vector, float[] y, int offset, int columns) {
        if (columns >= LANES) {
            vector.intoArray(y, offset);
        } else if (columns > 0) {
            VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
            vector.intoArray(y, offset, mask);
        }
    }

    @Override
    public void activate(float[] x, float[] y, int yOffset, int length) {
        int whole = SPECIES.loopBound(length);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector v = load(x, i);
            v.lanewise(VectorOperators.MAX, v.mul(CodecConfig.SLOPE)).intoArray(y, yOffset + i);
        }
        for (int i = whole; i < length; i++) {
            y[yOffset + i] = Math.max(x[i], x[i] * CodecConfig.SLOPE);
        }
    }

    @Override
    public String toString() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }
}
