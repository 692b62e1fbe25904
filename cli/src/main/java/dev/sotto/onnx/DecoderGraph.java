package dev.sotto.onnx;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.onnx.Graph.Attribute;
import java.util.List;

/**
 * From {@code tokens [B, Q, F]}, of the first codebooks or of all, to {@code parameters [B, stepsPerFrame * F, 51]}:
 * the rows of {@code SpeechParameters}.
 */
final class DecoderGraph {

    private final Graph graph = new Graph();
    private final ModelFile model;
    private final CodecConfig config;
    private final CausalLayers layers;

    DecoderGraph(ModelFile model, boolean streaming) {
        this.model = model;
        this.config = model.config();
        this.layers = new CausalLayers(graph, model, streaming);
    }

    Graph build() {
        CodecConfig.Dilations dilations = config.dilations();
        int fast = config.fastChannels();
        String x = latents(graph.tokenInput("tokens", "B", "Q", "F"));
        x = layers.convolution("decoder.in", x, 1, 1);
        x = layers.units("decoder.slow", x, dilations.decoderSlow());
        x = layers.convolution("decoder.up", layers.activate(x), 1, 1);
        // Output r * fast + j of a frame is channel j of its step r.
        String steps = graph.reshape(x, 0, config.stepsPerFrame(), fast, -1);
        x = graph.reshape(graph.transpose(steps, 0, 2, 3, 1), 0, fast, -1);
        x = layers.units("decoder.fast", x, dilations.decoderFast());
        x = layers.convolution("decoder.out", layers.activate(x), 1, 1);
        graph.floatOutput("parameters", graph.transpose(x, 0, 2, 1), "B", "S", CodecConfig.PARAMETERS);
        return graph;
    }

    /** The sum of the vectors that the tokens name: {@code [B, D, F]}. */
    private String latents(String tokens) {
        int size = config.codebookSize();
        int dimension = config.latentDim();
        long[] firsts = new long[config.numCodebooks()];
        for (int q = 0; q < firsts.length; q++) {
            firsts[q] = (long) q * size;
        }
        Tensor vectors = model.tensors().get(TensorShapes.CODEBOOKS);
        String all = graph.constant(
                TensorShapes.CODEBOOKS, new Tensor(new int[] {firsts.length * size, dimension}, vectors.values()));
        String codebooks = graph.slice(graph.node("Shape", tokens), 0, 1, 2);
        String used = graph.node("Slice", List.of(graph.wholeNumbers(firsts), graph.wholeNumbers(0), codebooks));
        String offsets = graph.node("Unsqueeze", List.of(used, graph.wholeNumbers(1)));
        String rows = graph.node("Add", List.of(tokens, offsets));
        String named = graph.node("Gather", List.of(all, rows));
        String sum = graph.node("ReduceSum", List.of(named, graph.wholeNumbers(1)), new Attribute("keepdims", 0L));
        return graph.transpose(sum, 0, 2, 1);
    }
}
