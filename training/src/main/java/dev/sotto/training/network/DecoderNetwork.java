package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import dev.sotto.model.CodecConfig;
import java.util.Map;

/** Quantized latents {@code [B, D, T]} to the synthesiser's parameters {@code [B, PARAMETERS, T * stepsPerFrame]}. */
public final class DecoderNetwork {

    private final CodecConfig config;

    public DecoderNetwork(CodecConfig config) {
        this.config = config;
    }

    public NDArray forward(Map<String, NDArray> weights, NDArray latents) {
        NDArray x = Layers.causal(weights, "decoder.in", latents, 1, 1);
        x = Layers.units(weights, "decoder.slow", config.dilations().decoderSlow(), x);
        x = Layers.up(weights, "decoder.up", Layers.activation(x), config.stepsPerFrame());
        x = Layers.units(weights, "decoder.fast", config.dilations().decoderFast(), x);
        return Layers.causal(weights, "decoder.out", Layers.activation(x), 1, 1);
    }
}
