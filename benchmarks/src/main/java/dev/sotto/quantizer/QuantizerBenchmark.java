package dev.sotto.quantizer;

import dev.sotto.benchmark.KernelBenchmark;
import dev.sotto.benchmark.Subject;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The search for the nearest vectors of {@link Subject#CODEBOOKS} codebooks, a frame (live) or fifty (files) a call.
 */
public class QuantizerBenchmark extends KernelBenchmark {

    @Param({"1", "50"})
    public int framesPerCall;

    private ResidualVectorQuantizer quantizer;
    private float[] latents;
    private int[] tokens;

    @Setup
    public void setUp() {
        ModelFile model = Subject.model();
        CodecConfig config = model.config();
        MatrixKernel chosen = Subject.kernel(kernel);
        latents = new float[framesPerCall * config.latentDim()];
        NetworkWeights weights = new NetworkWeights(model, chosen);
        Encoder encoder = new Encoder(weights, framesPerCall);
        encoder.encode(encoder.newState(), Subject.features(), framesPerCall, latents);
        quantizer = new ResidualVectorQuantizer(Codebook.of(model, chosen), framesPerCall);
        tokens = new int[framesPerCall * Subject.CODEBOOKS];
    }

    @Benchmark
    public int[] quantize() {
        quantizer.quantize(latents, framesPerCall, Subject.CODEBOOKS, tokens, 0);
        return tokens;
    }
}
