package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv1d;
import dev.sotto.model.CodecConfig;
import java.util.List;
import java.util.Map;

/**
 * The layers that encoder and decoder share, on {@code [B, C, T]}: the twins of those in {@code dev.sotto.neural},
 * which run the same weights without DJL.
 */
final class Layers {

    private static final Shape NO_PADDING = new Shape(0);

    private Layers() {}

    static NDArray activation(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(CodecConfig.SLOPE);
    }

    /**
     * A convolution that sees no sample later than the last of its own stride: {@code [B, in, T * stride] -> [B, out,
     * T]}.
     */
    static NDArray causal(Map<String, NDArray> weights, String name, NDArray x, int stride, int dilation) {
        NDArray weight = weights.get(name + ".weight");
        long past = (weight.getShape().get(2) - 1) * dilation + 1 - stride;
        NDArray padded = past == 0 ? x : x.pad(new Shape(past, 0), 0);
        return Conv1d.conv1d(
                        padded, weight, weights.get(name + ".bias"), new Shape(stride), NO_PADDING, new Shape(dilation))
                .get(0);
    }

    /** One residual unit a dilation: {@code x + mix(act(conv(act(x))))}. */
    static NDArray units(Map<String, NDArray> weights, String stage, List<Integer> dilations, NDArray x) {
        NDArray sum = x;
        for (int u = 0; u < dilations.size(); u++) {
            String unit = stage + ".unit" + u;
            NDArray inner = causal(weights, unit + ".conv", activation(sum), 1, dilations.get(u));
            sum = sum.add(causal(weights, unit + ".mix", activation(inner), 1, 1));
        }
        return sum;
    }

    /**
     * In place of a transposed convolution, which DJL lacks: {@code [B, in, T] -> [B, c, T * stride]}, depth to time.
     */
    static NDArray up(Map<String, NDArray> weights, String name, NDArray x, int stride) {
        NDArray steps = causal(weights, name, x, 1, 1);
        long batch = steps.getShape().get(0);
        long channels = steps.getShape().get(1) / stride;
        long time = steps.getShape().get(2);
        return steps.reshape(batch, stride, channels, time)
                .transpose(0, 2, 3, 1)
                .reshape(batch, channels, time * stride);
    }
}
