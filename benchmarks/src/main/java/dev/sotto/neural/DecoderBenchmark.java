package dev.sotto.neural;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import dev.sotto.model.CodecConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The latents of real speech to samples, a frame (live) or fifty (files) a call. */
public class DecoderBenchmark extends KernelBenchmark {

    @Param({"1", "50"})
    public int framesPerCall;

    private Decoder decoder;
    private float[] latents;
    private float[] samples;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        CodecConfig config = weights.config();
        latents = new float[framesPerCall * config.latentDim()];
        new Encoder(weights, framesPerCall).encode(Subject.speech(config.hopLength()), 0, framesPerCall, latents);
        decoder = new Decoder(weights, framesPerCall);
        samples = new float[framesPerCall * config.hopLength()];
    }

    @Benchmark
    public float[] decode() {
        decoder.decode(latents, framesPerCall, samples, 0);
        return samples;
    }
}
