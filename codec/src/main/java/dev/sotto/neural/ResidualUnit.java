package dev.sotto.neural;

import java.util.List;

/** {@code x + mix(act(conv(act(x))))}: a dilated convolution looks back, a pointwise one mixes the channels. */
final class ResidualUnit {

    private final CausalConv conv;
    private final CausalConv mix;
    private final MatrixKernel kernel;
    private final int channels;
    private final Workspace room;

    ResidualUnit(NetworkWeights weights, String name, int dilation, int maxSteps, Workspace room) {
        PackedConvolution dilated = weights.get(name + ".conv", 1, dilation);
        this.kernel = weights.kernel();
        this.conv = new CausalConv(dilated, kernel, maxSteps, room);
        this.mix = new CausalConv(weights.get(name + ".mix"), kernel, maxSteps, room);
        this.channels = dilated.outputs();
        this.room = room;
        room.reserveHidden(maxSteps * channels);
    }

    /** The units of a stage, one a dilation. */
    static ResidualUnit[] chain(
            NetworkWeights weights, String stage, List<Integer> dilations, int maxSteps, Workspace room) {
        ResidualUnit[] units = new ResidualUnit[dilations.size()];
        for (int u = 0; u < units.length; u++) {
            units[u] = new ResidualUnit(weights, stage + ".unit" + u, dilations.get(u), maxSteps, room);
        }
        return units;
    }

    /** Adds to the first {@code steps} steps of {@code x} in place. */
    void apply(float[] x, int steps) {
        int length = steps * channels;
        float[] hidden = room.hidden();
        kernel.activate(x, conv.input(), conv.inputOffset(), length);
        conv.run(steps, hidden, 0);
        kernel.activate(hidden, mix.input(), mix.inputOffset(), length);
        mix.run(steps, hidden, 0);
        for (int i = 0; i < length; i++) {
            x[i] += hidden[i];
        }
    }

    void reset() {
        conv.reset();
        mix.reset();
    }
}
