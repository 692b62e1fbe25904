package dev.sotto.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names and shapes of a model's tensors, in the order of the way of sound. The one place that both the networks that
 * are trained and those that run in plain Java read.
 *
 * <p>Convolutions are {@code [out, in, kernel]}, biases {@code [out]}. The convolution up has {@code stepsPerFrame * c}
 * outputs, output {@code r * c + j} being channel {@code j} of the {@code r}-th step of the frame.
 */
public final class TensorShapes {

    /** All codebooks: {@code [numCodebooks, codebookSize, latentDim]}. */
    public static final String CODEBOOKS = "quantizer.codebooks";

    private TensorShapes() {}

    public static Map<String, int[]> of(CodecConfig config) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        int fast = config.fastChannels();
        int slow = config.slowChannels();
        int steps = config.stepsPerFrame();
        CodecConfig.Dilations dilations = config.dilations();
        convolution(shapes, "encoder.in", fast, CodecConfig.FEATURES, CodecConfig.UNIT_KERNEL);
        units(shapes, "encoder.fast", fast, dilations.encoderFast());
        convolution(shapes, "encoder.down", slow, fast, 2 * steps);
        units(shapes, "encoder.slow", slow, dilations.encoderSlow());
        convolution(shapes, "encoder.out", config.latentDim(), slow, 1);
        shapes.put(CODEBOOKS, new int[] {config.numCodebooks(), config.codebookSize(), config.latentDim()});
        convolution(shapes, "decoder.in", slow, config.latentDim(), CodecConfig.UNIT_KERNEL);
        units(shapes, "decoder.slow", slow, dilations.decoderSlow());
        convolution(shapes, "decoder.up", steps * fast, slow, 2);
        units(shapes, "decoder.fast", fast, dilations.decoderFast());
        convolution(shapes, "decoder.out", CodecConfig.PARAMETERS, fast, CodecConfig.UNIT_KERNEL);
        return shapes;
    }

    private static void units(Map<String, int[]> shapes, String stack, int channels, List<Integer> dilations) {
        for (int u = 0; u < dilations.size(); u++) {
            convolution(shapes, stack + ".unit" + u + ".conv", channels, channels, CodecConfig.UNIT_KERNEL);
            convolution(shapes, stack + ".unit" + u + ".mix", channels, channels, 1);
        }
    }

    private static void convolution(Map<String, int[]> shapes, String name, int out, int in, int kernel) {
        shapes.put(name + ".weight", new int[] {out, in, kernel});
        shapes.put(name + ".bias", new int[] {out});
    }
}
