package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import dev.sotto.model.CodecConfig;
import java.util.Map;

/** Samples {@code [B, 1, T * hop]} to latents {@code [B, D, T]}. */
public final class EncoderNetwork {

    private final CodecConfig config;

    public EncoderNetwork(CodecConfig config) {
        this.config = config;
    }

    public NDArray forward(Map<String, NDArray> weights, NDArray samples) {
        NDArray x = samples;
        for (int s = 0; s < config.numStages(); s++) {
            NDArray input = s == 0 ? x : Layers.activation(x);
            x = Layers.causal(
                    weights, "encoder." + s + ".down", input, config.strides().get(s), 1);
            x = Layers.units(weights, "encoder." + s, config.encoderDilations().get(s), x);
        }
        return Layers.causal(weights, "encoder.out", Layers.activation(x), 1, 1);
    }
}
