package dev.sotto.neural;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Samples to latents, a frame (live) or fifty (files) a call. */
public class EncoderBenchmark extends KernelBenchmark {

    @Param({"1", "50"})
    public int framesPerCall;

    private Encoder encoder;
    private float[] speech;
    private float[] latents;
    private int hopLength;
    private int at;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        hopLength = weights.config().hopLength();
        encoder = new Encoder(weights, framesPerCall);
        speech = Subject.speech(hopLength * framesPerCall);
        latents = new float[framesPerCall * weights.config().latentDim()];
    }

    @Benchmark
    public float[] encode() {
        encoder.encode(speech, at, framesPerCall, latents);
        at = (at + framesPerCall * hopLength) % speech.length;
        return latents;
    }
}
