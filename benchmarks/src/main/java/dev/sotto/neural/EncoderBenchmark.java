package dev.sotto.neural;

import dev.sotto.benchmark.Subject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Features to latents, a frame (live) or fifty (files) a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EncoderBenchmark {

    @Param({"vector", "scalar"})
    public String kernel;

    @Param({"1", "50"})
    public int framesPerCall;

    private Encoder encoder;
    private float[] features;
    private float[] latents;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        encoder = new Encoder(weights, framesPerCall);
        features = Subject.features();
        latents = new float[framesPerCall * weights.config().latentDim()];
    }

    @Benchmark
    public float[] encode() {
        encoder.encode(features, framesPerCall, latents);
        return latents;
    }
}
