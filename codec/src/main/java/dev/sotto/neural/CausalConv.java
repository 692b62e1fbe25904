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
    private final Workspace room;
    /** The past and the new steps; nothing where there is no past, as the new steps then lie in the workspace. */
    private final float[] buffer;

    private final int inputOffset;
    private final boolean padded;

    /** @param maxRows the most output steps of one call */
    CausalConv(PackedConvolution layer, MatrixKernel kernel, int maxRows, Workspace room) {
        this.layer = layer;
        this.kernel = kernel;
        this.room = room;
        this.inputOffset = layer.context() * layer.inputs();
        int fresh = Math.multiplyExact(maxRows, layer.stride() * layer.inputs());
        this.buffer = new float[inputOffset == 0 ? 0 : inputOffset + fresh];
        this.padded = layer.paddedOutputs() > layer.outputs();
        if (inputOffset == 0) {
            room.reserveInput(fresh);
        }
        if (layer.dilation() > 1) {
            room.reserveWindows(Math.multiplyExact(maxRows, layer.windowLength));
        }
        if (padded) {
            room.reservePadded(Math.multiplyExact(maxRows, layer.paddedOutputs()));
        }
    }

    float[] input() {
        return inputOffset == 0 ? room.input() : buffer;
    }

    int inputOffset() {
        return inputOffset;
    }

    /** Takes {@code rows * stride} new steps and gives {@code rows} of them. */
    void run(int rows, float[] y, int yOffset) {
        float[] windows = layer.dilation() > 1 ? gather(rows) : input();
        if (padded) {
            float[] wide = room.padded();
            kernel.multiply(layer, windows, 0, rows, wide, 0);
            for (int t = 0; t < rows; t++) {
                int at = yOffset + t * layer.outputs();
                System.arraycopy(wide, t * layer.paddedOutputs(), y, at, layer.outputs());
            }
        } else {
            kernel.multiply(layer, windows, 0, rows, y, yOffset);
        }
        if (inputOffset > 0) {
            System.arraycopy(buffer, rows * layer.stride() * layer.inputs(), buffer, 0, inputOffset);
        }
    }

    private float[] gather(int rows) {
        float[] windows = room.windows();
        float[] steps = input();
        int length = layer.inputs();
        for (int t = 0; t < rows; t++) {
            for (int k = 0; k < layer.taps(); k++) {
                int step = t * layer.stride() + k * layer.dilation();
                System.arraycopy(steps, step * length, windows, (t * layer.taps() + k) * length, length);
            }
        }
        return windows;
    }

    void reset() {
        Arrays.fill(buffer, 0f);
    }
}
