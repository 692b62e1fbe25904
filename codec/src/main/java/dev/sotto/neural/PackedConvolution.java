package dev.sotto.neural;

import dev.sotto.model.Tensor;

/**
 * The weights of a convolution in the order in which a kernel reads them, and how its window lies. Steps lie one after
 * another in memory, a step's channels side by side. Weights lie in panels, {@code [panel][tap, input][panelWidth]},
 * the last panel filled up with zeros. Immutable; shared by all streams.
 */
public final class PackedConvolution {

    final float[] weights;
    final float[] bias;
    final int panels;
    /** Numbers of a window: one run of taps, each with its inputs. */
    final int windowLength;

    private final int outputs;
    private final int inputs;
    private final int stride;
    private final int dilation;
    private final int panelWidth;
    /** Made when first asked for; empty, not null, where there are none. */
    private volatile short[] halves;

    /**
     * @param weight {@code [out, in, kernel]}
     * @param bias {@code [out]}
     */
    public PackedConvolution(Tensor weight, Tensor bias, int stride, int dilation, MatrixKernel kernel) {
        this(weight.values(), bias.values(), weight.shape()[1], stride, dilation, kernel.panelWidth());
    }

    private PackedConvolution(float[] weight, float[] bias, int inputs, int stride, int dilation, int panelWidth) {
        int taps = weight.length / bias.length / inputs;
        this.outputs = bias.length;
        this.inputs = inputs;
        this.stride = stride;
        this.dilation = dilation;
        this.panelWidth = panelWidth;
        this.windowLength = taps * inputs;
        this.panels = (outputs + panelWidth - 1) / panelWidth;
        this.bias = new float[panels * panelWidth];
        System.arraycopy(bias, 0, this.bias, 0, outputs);
        this.weights = new float[Math.multiplyExact(panels * panelWidth, windowLength)];
        for (int o = 0; o < outputs; o++) {
            int column = o / panelWidth * windowLength * panelWidth + o % panelWidth;
            for (int i = 0; i < inputs; i++) {
                for (int k = 0; k < taps; k++) {
                    weights[column + (k * inputs + i) * panelWidth] = weight[(o * inputs + i) * taps + k];
                }
            }
        }
    }

    /** The weights as {@link HalfWeights}; of no length where those would not be exact. */
    short[] halves() {
        short[] made = halves;
        return made == null ? makeHalves() : made;
    }

    private synchronized short[] makeHalves() {
        if (halves == null) {
            halves = HalfWeights.of(weights, panelWidth / 4).orElse(new short[0]);
        }
        return halves;
    }

    int outputs() {
        return outputs;
    }

    /** Outputs with the last panel's filling: what a kernel writes for each row. */
    public int paddedOutputs() {
        return bias.length;
    }

    int inputs() {
        return inputs;
    }

    int taps() {
        return windowLength / inputs;
    }

    int stride() {
        return stride;
    }

    int dilation() {
        return dilation;
    }

    /** Steps that the first window reaches back before the first of the new steps. */
    int context() {
        return (taps() - 1) * dilation + 1 - stride;
    }
}
