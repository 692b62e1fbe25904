package dev.sotto.training.evaluation;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.TensorShapes;
import java.util.Arrays;
import java.util.Map;

/**
 * What a codec costs by its shape alone.
 *
 * @param parameters weights and biases of both networks
 * @param parametersWithCodebooks and the codebooks' vectors
 * @param encoderMmacPerFrame million multiply-adds a frame; biases, activations, sums beside convolutions, and the
 *     fixed analysis and synthesis are left out
 * @param quantizerMmacPerFrame of the search through all codebooks
 * @param mmacPerFrame encoder, search and decoder
 * @param mmacPerSecond the same, a second
 * @param latencyMs algorithmic: the wait for a whole frame, and the decoder's delay
 */
public record Complexity(
        long parameters,
        long parametersWithCodebooks,
        double encoderMmacPerFrame,
        double quantizerMmacPerFrame,
        double decoderMmacPerFrame,
        double mmacPerFrame,
        double mmacPerSecond,
        double latencyMs) {

    private static final double MILLION = 1e6;

    public static Complexity of(CodecConfig config) {
        long parameters = 0;
        long encoder = 0;
        long decoder = 0;
        long codebooks = 0;
        for (Map.Entry<String, int[]> tensor : TensorShapes.of(config).entrySet()) {
            String name = tensor.getKey();
            long size = Arrays.stream(tensor.getValue()).asLongStream().reduce(1, Math::multiplyExact);
            if (name.equals(TensorShapes.CODEBOOKS)) {
                codebooks = size;
                continue;
            }
            parameters += size;
            if (name.endsWith(".weight")) {
                long work = size * stepsPerFrame(config, name);
                encoder += name.startsWith("encoder.") ? work : 0;
                decoder += name.startsWith("decoder.") ? work : 0;
            }
        }
        // A search scores each vector of each codebook once a frame.
        long all = encoder + codebooks + decoder;
        return new Complexity(
                parameters,
                parameters + codebooks,
                encoder / MILLION,
                codebooks / MILLION,
                decoder / MILLION,
                all / MILLION,
                all * config.frameRate() / MILLION,
                1000.0 * (config.hopLength() + config.delay()) / config.sampleRate());
    }

    /** How often a frame a weight is used: once a step in the fast layers and those beside them, else once a frame. */
    private static long stepsPerFrame(CodecConfig config, String name) {
        boolean everyStep = name.contains(".fast.") || name.startsWith("encoder.in") || name.startsWith("decoder.out");
        return everyStep ? config.stepsPerFrame() : 1;
    }
}
