package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/** {@code x + mix(act(conv(act(x))))}: a dilated convolution looks back, a pointwise one mixes the channels. */
final class ResidualUnit {

    static final int KERNEL = CodecConfig.UNIT_KERNEL;

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
