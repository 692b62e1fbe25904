package dev.sotto.neural;

import dev.sotto.benchmark.Subject;
import dev.sotto.model.CodecConfig;
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

/** The latents of real speech to parameters, a frame (live) or fifty (files) a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DecoderBenchmark {

    @Param({"vector", "scalar"})
    public String kernel;

    @Param({"1", "50"})
    public int framesPerCall;

    private Decoder decoder;
    private float[] latents;
    private float[] parameters;

    @Setup
    public void setUp() {
        NetworkWeights weights = new NetworkWeights(Subject.model(), Subject.kernel(kernel));
        CodecConfig config = weights.config();
        latents = new float[framesPerCall * config.latentDim()];
        new Encoder(weights, framesPerCall).encode(Subject.features(), framesPerCall, latents);
        decoder = new Decoder(weights, framesPerCall);
        parameters = new float[framesPerCall * config.stepsPerFrame() * CodecConfig.PARAMETERS];
    }

    @Benchmark
    public float[] decode() {
        decoder.decode(latents, framesPerCall, parameters);
        return parameters;
    }
}
