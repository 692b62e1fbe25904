package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import dev.sotto.model.CodecConfig;
import java.util.Map;

/** Quantized latents {@code [B, D, T]} to samples {@code [B, 1, T * hop]}. */
public final class DecoderNetwork {

    private final CodecConfig config;

    public DecoderNetwork(CodecConfig config) {
        this.config = config;
    }

    public NDArray forward(Map<String, NDArray> weights, NDArray latents) {
        NDArray x = Layers.causal(weights, "decoder.in", latents, 1, 1);
        for (int s = config.numStages() - 1; s >= 0; s--) {
            x = Layers.units(weights, "decoder." + s, config.decoderDilations().get(s), x);
            x = Layers.up(
                    weights,
                    "decoder." + s + ".up",
                    Layers.activation(x),
                    config.strides().get(s));
        }
        return x;
    }
}
