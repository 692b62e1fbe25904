package dev.sotto.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One live stream with DJL: the networks of {@code dev.sotto.training.network}, frame by frame. Each convolution keeps
 * its last inputs and puts them before the new ones. Without the quantizer.
 */
final class DjlStream implements AutoCloseable {

    private static final Shape NO_PADDING = new Shape(0);

    private final CodecConfig config;
    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final Map<String, NDArray> weights = new HashMap<>();
    private final Map<String, NDArray> pasts = new HashMap<>();

    DjlStream(ModelFile model) {
        this.config = model.config();
        model.tensors().forEach((name, tensor) -> {
            long[] shape = new long[tensor.shape().length];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = tensor.shape()[i];
            }
            weights.put(name, manager.create(tensor.values(), new Shape(shape)));
        });
    }

    /**
     * There and back, one frame, without an error for quantizing.
     *
     * @param features {@code [stepsPerFrame][FEATURES]}
     * @return {@code [stepsPerFrame][PARAMETERS]}
     */
    float[] run(float[] features) {
        CodecConfig.Dilations dilations = config.dilations();
        int steps = config.stepsPerFrame();
        try (NDManager frame = manager.newSubManager()) {
            NDArray x = frame.create(features, new Shape(1, steps, CodecConfig.FEATURES))
                    .transpose(0, 2, 1);
            x = convolve("encoder.in", x, 1, 1);
            x = units("encoder.fast", dilations.encoderFast(), x);
            x = convolve("encoder.down", activation(x), steps, 1);
            x = units("encoder.slow", dilations.encoderSlow(), x);
            x = convolve("encoder.out", activation(x), 1, 1);
            x = convolve("decoder.in", x, 1, 1);
            x = units("decoder.slow", dilations.decoderSlow(), x);
            x = convolve("decoder.up", activation(x), 1, 1);
            long channels = config.fastChannels();
            x = x.reshape(1, steps, channels, 1).transpose(0, 2, 3, 1).reshape(1, channels, steps);
            x = units("decoder.fast", dilations.decoderFast(), x);
            x = convolve("decoder.out", activation(x), 1, 1);
            return x.transpose(0, 2, 1).toFloatArray();
        }
    }

    private static NDArray activation(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(CodecConfig.SLOPE);
    }

    private NDArray units(String stage, List<Integer> dilations, NDArray x) {
        NDArray sum = x;
        for (int u = 0; u < dilations.size(); u++) {
            String unit = stage + ".unit" + u;
            NDArray inner = convolve(unit + ".conv", activation(sum), 1, dilations.get(u));
            sum = sum.add(convolve(unit + ".mix", activation(inner), 1, 1));
        }
        return sum;
    }

    private NDArray convolve(String name, NDArray x, int stride, int dilation) {
        NDArray weight = weights.get(name + ".weight");
        long past = (weight.getShape().get(2) - 1) * dilation + 1 - stride;
        NDArray input = x;
        if (past > 0) {
            NDArray before = pasts.computeIfAbsent(
                    name, n -> manager.zeros(new Shape(1, x.getShape().get(1), past)));
            input = before.concat(x, 2);
            long length = input.getShape().get(2);
            NDArray kept = input.split(new long[] {length - past}, 2).get(1).duplicate();
            kept.attach(manager);
            pasts.put(name, kept);
            before.close();
        }
        NDList result = Conv1d.conv1d(
                input, weight, weights.get(name + ".bias"), new Shape(stride), NO_PADDING, new Shape(dilation));
        return result.get(0);
    }

    @Override
    public void close() {
        manager.close();
    }
}
