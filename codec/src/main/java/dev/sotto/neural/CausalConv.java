package dev.sotto.neural;

import java.util.Arrays;

/**
 * A causal convolution of one stream: the shared weights, and a buffer in which the last steps of the past stand in
 * front of the new ones. The caller writes the new steps to {@link #input} from {@link #inputOffset} on, then calls
 * {@link #run}. The stream begins after silence (zeros).
 */
final class CausalConv {

    private final PackedConvolution layer;
    private final MatrixKernel kernel;
    private final float[] buffer;
    private final int inputOffset;

    /** @param maxRows the most output steps of one call */
    CausalConv(PackedConvolution layer, MatrixKernel kernel, int maxRows) {
        this.layer = layer;
        this.kernel = kernel;
        this.inputOffset = layer.context() * layer.inputs();
        this.buffer = new float[inputOffset + Math.multiplyExact(maxRows, layer.rowStride)];
    }

    float[] input() {
        return buffer;
    }

    int inputOffset() {
        return inputOffset;
    }

    /** Takes {@code rows * stride} new steps and gives {@code rows} of them. */
    void run(int rows, float[] y, int yOffset) {
        kernel.multiply(layer, buffer, 0, rows, y, yOffset);
        System.arraycopy(buffer, rows * layer.rowStride, buffer, 0, inputOffset);
    }

    void reset() {
        Arrays.fill(buffer, 0f);
    }
}
