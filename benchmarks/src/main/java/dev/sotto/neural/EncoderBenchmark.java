package dev.sotto.neural;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Features to latents, a frame (live) or fifty (files) a call. */
public class EncoderBenchmark extends KernelBenchmark {

    @Param({"1", "50"})
    public int framesPerCall;

    private Encoder encoder;
    private NetworkState state;
    private float[] features;
    private float[] latents;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        encoder = new Encoder(weights, framesPerCall);
        state = encoder.newState();
        features = Subject.features();
        latents = new float[framesPerCall * weights.config().latentDim()];
    }

    @Benchmark
    public float[] encode() {
        encoder.encode(state, features, framesPerCall, latents);
        return latents;
    }
}
