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

    /** Adds to {@code x}, {@code [count][steps][channels]}, in place. */
    void apply(NetworkState[] streams, int count, float[] x, int steps) {
        int length = count * steps * channels;
        float[] hidden = room.hidden();
        kernel.activate(x, room.input(), 0, length);
        conv.run(streams, count, steps, hidden);
        kernel.activate(hidden, room.input(), 0, length);
        mix.run(streams, count, steps, hidden);
        for (int i = 0; i < length; i++) {
            x[i] += hidden[i];
        }
    }
}
