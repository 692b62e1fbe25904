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
        for (int panel = 0; panel < layer.panels; panel++) {
            for (int row = 0; row < rows; row++) {
                int at = yOffset + row * layer.paddedOutputs() + panel * WIDTH;
                multiply(layer, panel, x, xOffset + row * layer.windowLength, y, at);
            }
        }
    }

    private static void multiply(PackedConvolution layer, int panel, float[] x, int xOffset, float[] y, int yOffset) {
        float[] w = layer.weights;
        int first = panel * WIDTH;
        float a0 = layer.bias[first];
        float a1 = layer.bias[first + 1];
        float a2 = layer.bias[first + 2];
        float a3 = layer.bias[first + 3];
        float a4 = layer.bias[first + 4];
        float a5 = layer.bias[first + 5];
        float a6 = layer.bias[first + 6];
        float a7 = layer.bias[first + 7];
        int base = first * layer.windowLength;
        for (int i = 0; i < layer.windowLength; i++) {
            float v = x[xOffset + i];
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
        y[yOffset] = a0;
        y[yOffset + 1] = a1;
        y[yOffset + 2] = a2;
        y[yOffset + 3] = a3;
        y[yOffset + 4] = a4;
        y[yOffset + 5] = a5;
        y[yOffset + 6] = a6;
        y[yOffset + 7] = a7;
    }

    @Override
    public void activate(float[] x, float[] y, int yOffset, int length) {
        for (int i = 0; i < length; i++) {
            y[yOffset + i] = Math.max(x[i], x[i] * CodecConfig.SLOPE);
        }
    }

    @Override
    public int greatest(float[] x, int offset, int length) {
        int best = 0;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            if (x[offset + i] > greatest) {
                greatest = x[offset + i];
                best = i;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
