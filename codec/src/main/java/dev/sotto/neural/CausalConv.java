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
    /** Where a dilated convolution gathers its windows; else the buffer itself, in which they lie already. */
    private final float[] windows;
    /** Receives the outputs where the last panel is not full, otherwise empty. */
    private final float[] padded;

    /** @param maxRows the most output steps of one call */
    CausalConv(PackedConvolution layer, MatrixKernel kernel, int maxRows) {
        this.layer = layer;
        this.kernel = kernel;
        this.inputOffset = layer.context() * layer.inputs();
        this.buffer = new float[inputOffset + Math.multiplyExact(maxRows, layer.stride() * layer.inputs())];
        this.windows = layer.dilation() == 1 ? buffer : new float[Math.multiplyExact(maxRows, layer.windowLength)];
        boolean full = layer.paddedOutputs() == layer.outputs();
        this.padded = new float[full ? 0 : Math.multiplyExact(maxRows, layer.paddedOutputs())];
    }

    float[] input() {
        return buffer;
    }

    int inputOffset() {
        return inputOffset;
    }

    /** Takes {@code rows * stride} new steps and gives {@code rows} of them. */
    void run(int rows, float[] y, int yOffset) {
        if (layer.dilation() > 1) {
            gather(rows);
        }
        if (padded.length == 0) {
            kernel.multiply(layer, windows, 0, rows, y, yOffset);
        } else {
            kernel.multiply(layer, windows, 0, rows, padded, 0);
            for (int t = 0; t < rows; t++) {
                int at = yOffset + t * layer.outputs();
                System.arraycopy(padded, t * layer.paddedOutputs(), y, at, layer.outputs());
            }
        }
        System.arraycopy(buffer, rows * layer.stride() * layer.inputs(), buffer, 0, inputOffset);
    }

    private void gather(int rows) {
        int length = layer.inputs();
        for (int t = 0; t < rows; t++) {
            for (int k = 0; k < layer.taps(); k++) {
                int step = t * layer.stride() + k * layer.dilation();
                System.arraycopy(buffer, step * length, windows, (t * layer.taps() + k) * length, length);
            }
        }
    }

    void reset() {
        Arrays.fill(buffer, 0f);
    }
}
