package dev.sotto.neural;

import dev.sotto.model.Tensor;

/**
 * The weights of a convolution in the order in which a kernel reads them, and the way its window moves. Steps lie one
 * after another in memory, a step's channels side by side; so with dilation 1 a window is one run of numbers, else one
 * run a tap. Weights lie in panels, {@code [panel][tap, input][panelWidth]}, the last panel filled up with zeros.
 * Immutable; shared by all streams.
 */
public final class PackedConvolution {

    final float[] weights;
    final float[] bias;
    final int panels;
    /** Numbers from a window to the next. */
    final int rowStride;
    /** A window is {@code runs} runs of {@code runLength} numbers, {@code runStride} apart. */
    final int runs;

    final int runLength;
    final int runStride;

    private final int outputs;
    private final int inputs;
    private final int stride;
    private final int context;

    /**
     * @param weight {@code [out, in, kernel]}
     * @param bias {@code [out]}
     */
    public PackedConvolution(Tensor weight, Tensor bias, int stride, int dilation, MatrixKernel kernel) {
        this(
                weight.values(),
                bias.values(),
                weight.shape()[1],
                weight.shape()[2],
                stride,
                dilation,
                kernel.panelWidth());
    }

    private PackedConvolution(
            float[] weight, float[] bias, int inputs, int taps, int stride, int dilation, int panelWidth) {
        this.outputs = bias.length;
        this.inputs = inputs;
        this.stride = stride;
        this.context = (taps - 1) * dilation + 1 - stride;
        this.rowStride = stride * inputs;
        this.runs = dilation == 1 ? 1 : taps;
        this.runLength = dilation == 1 ? taps * inputs : inputs;
        this.runStride = dilation * inputs;
        this.panels = (outputs + panelWidth - 1) / panelWidth;
        this.bias = new float[panels * panelWidth];
        System.arraycopy(bias, 0, this.bias, 0, outputs);
        this.weights = new float[Math.multiplyExact(panels * panelWidth, taps * inputs)];
        int depth = taps * inputs;
        for (int o = 0; o < outputs; o++) {
            int column = o / panelWidth * depth * panelWidth + o % panelWidth;
            for (int i = 0; i < inputs; i++) {
                for (int k = 0; k < taps; k++) {
                    weights[column + (k * inputs + i) * panelWidth] = weight[(o * inputs + i) * taps + k];
                }
            }
        }
    }

    public int outputs() {
        return outputs;
    }

    int inputs() {
        return inputs;
    }

    int stride() {
        return stride;
    }

    /** Steps that the first window reaches back before the first of the new steps. */
    int context() {
        return context;
    }

    /** Weights of one panel. */
    int panelSize() {
        return weights.length / panels;
    }
}
