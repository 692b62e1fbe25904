package dev.sotto.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of a model's tensors, in the order of the way of sound. The one place that both the networks that
 * are trained and those that run in plain Java read.
 *
 * <p>Convolutions are {@code [out, in, kernel]}, biases {@code [out]}. The convolution up of stage {@code s} has
 * {@code strides[s] * c} outputs, output {@code r * c + j} being channel {@code j} of the {@code r}-th of the
 * {@code strides[s]} steps that a step becomes.
 */
public final class TensorShapes {

    /** All codebooks: {@code [numCodebooks, codebookSize, latentDim]}. */
    public static final String CODEBOOKS = "quantizer.codebooks";

    private TensorShapes() {}

    public static Map<String, int[]> of(CodecConfig config) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        int stages = config.numStages();
        int width = 1;
        for (int s = 0; s < stages; s++) {
            int channels = config.channels().get(s);
            convolution(
                    shapes,
                    "encoder." + s + ".down",
                    channels,
                    width,
                    config.kernels().get(s));
            units(shapes, "encoder." + s, channels, config.encoderDilations().get(s));
            width = channels;
        }
        convolution(shapes, "encoder.out", config.latentDim(), width, CodecConfig.UNIT_KERNEL);
        shapes.put(CODEBOOKS, new int[] {config.numCodebooks(), config.codebookSize(), config.latentDim()});
        convolution(shapes, "decoder.in", width, config.latentDim(), CodecConfig.UNIT_KERNEL);
        for (int s = stages - 1; s >= 0; s--) {
            units(shapes, "decoder." + s, width, config.decoderDilations().get(s));
            int next = s == 0 ? 1 : config.channels().get(s - 1);
            int stride = config.strides().get(s);
            convolution(
                    shapes,
                    "decoder." + s + ".up",
                    stride * next,
                    width,
                    config.kernels().get(s) / stride);
            width = next;
        }
        return shapes;
    }

    private static void units(Map<String, int[]> shapes, String stage, int channels, List<Integer> dilations) {
        for (int u = 0; u < dilations.size(); u++) {
            convolution(shapes, stage + ".unit" + u + ".conv", channels, channels, CodecConfig.UNIT_KERNEL);
            convolution(shapes, stage + ".unit" + u + ".mix", channels, channels, 1);
        }
    }

    private static void convolution(Map<String, int[]> shapes, String name, int out, int in, int kernel) {
        shapes.put(name + ".weight", new int[] {out, in, kernel});
        shapes.put(name + ".bias", new int[] {out});
    }
}
