package dev.sotto.neural;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import dev.sotto.model.CodecConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The latents of real speech to parameters, a frame (live) or fifty (files) a call. */
public class DecoderBenchmark extends KernelBenchmark {

    @Param({"1", "50"})
    public int framesPerCall;

    private Decoder decoder;
    private NetworkState state;
    private float[] latents;
    private float[] parameters;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        CodecConfig config = weights.config();
        latents = new float[framesPerCall * config.latentDim()];
        Encoder encoder = new Encoder(weights, framesPerCall);
        encoder.encode(encoder.newState(), Subject.features(), framesPerCall, latents);
        decoder = new Decoder(weights, framesPerCall);
        state = decoder.newState();
        parameters = new float[framesPerCall * config.stepsPerFrame() * CodecConfig.PARAMETERS];
    }

    @Benchmark
    public float[] decode() {
        decoder.decode(state, latents, framesPerCall, parameters);
        return parameters;
    }
}
