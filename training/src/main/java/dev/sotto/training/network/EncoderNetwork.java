package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import dev.sotto.model.CodecConfig;
import java.util.Map;

/** Features of the analysis {@code [B, FEATURES, T * stepsPerFrame]} to latents {@code [B, D, T]}. */
public final class EncoderNetwork {

    private final CodecConfig config;

    public EncoderNetwork(CodecConfig config) {
        this.config = config;
    }

    public NDArray forward(Map<String, NDArray> weights, NDArray features) {
        NDArray x = Layers.causal(weights, "encoder.in", features, 1, 1);
        x = Layers.units(weights, "encoder.fast", config.dilations().encoderFast(), x);
        x = Layers.causal(weights, "encoder.down", Layers.activation(x), config.stepsPerFrame(), 1);
        x = Layers.units(weights, "encoder.slow", config.dilations().encoderSlow(), x);
        return Layers.causal(weights, "encoder.out", Layers.activation(x), 1, 1);
    }
}
