package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/** Plain loops, for JVMs without the Vector API. Eight sums side by side, so that the processor need not wait. */
final class ScalarKernel implements MatrixKernel {

    private static final int WIDTH = 8;

    @Override
    public int panelWidth() {
        return WIDTH;
    }

    @Override
    public void multiply(PackedConvolution layer, float[] x, int xOffset, int rows, float[] y, int yOffset) {
        float[] sums = new float[WIDTH];
        for (int panel = 0; panel < layer.panels; panel++) {
            int columns = Math.min(WIDTH, layer.outputs() - panel * WIDTH);
            for (int row = 0; row < rows; row++) {
                multiply(layer, panel, x, xOffset + row * layer.rowStride, sums);
                System.arraycopy(sums, 0, y, yOffset + row * layer.outputs() + panel * WIDTH, columns);
            }
        }
    }

    private static void multiply(PackedConvolution layer, int panel, float[] x, int xOffset, float[] sums) {
        float[] w = layer.weights;
        System.arraycopy(layer.bias, panel * WIDTH, sums, 0, WIDTH);
        float a0 = sums[0];
        float a1 = sums[1];
        float a2 = sums[2];
        float a3 = sums[3];
        float a4 = sums[4];
        float a5 = sums[5];
        float a6 = sums[6];
        float a7 = sums[7];
        for (int run = 0; run < layer.runs; run++) {
            int from = xOffset + run * layer.runStride;
            int base = panel * layer.panelSize() + run * layer.runLength * WIDTH;
            for (int i = 0; i < layer.runLength; i++) {
                float v = x[from + i];
                int at = base + i * WIDTH;
                a0 = Math.fma(w[at], v, a0);
                a1 = Math.fma(w[at + 1], v, a1);
                a2 = Math.fma(w[at + 2], v, a2);
                a3 = Math.fma(w[at + 3], v, a3);
                a4 = Math.fma(w[at + 4], v, a4);
                a5 = Math.fma(w[at + 5], v, a5);
                a6 = Math.fma(w[at + 6], v, a6);
                a7 = Math.fma(w[at + 7], v, a7);
            }
        }
        sums[0] = a0;
        sums[1] = a1;
        sums[2] = a2;
        sums[3] = a3;
        sums[4] = a4;
        sums[5] = a5;
        sums[6] = a6;
        sums[7] = a7;
    }

    @Override
    public void activate(float[] x, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.max(x[i], x[i] * CodecConfig.SLOPE);
        }
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
