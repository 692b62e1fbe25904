package dev.sotto.onnx;

import dev.sotto.analysis.SpectralWaves;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.onnx.Graph.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From {@code samples [B, T]} to {@code tokens [B, Q, F]}. A whole sound may be of any length and is followed by
 * silence as {@code SpeechCodec.encode} has it; a piece of a stream is of whole frames.
 */
final class EncoderGraph {

    /** As {@code LogSpectra}: louder than any sound. */
    private static final float LOUDEST = 0x1p20f;

    private final Graph graph = new Graph();
    private final ModelFile model;
    private final CodecConfig config;
    private final CausalLayers layers;
    private final boolean streaming;

    EncoderGraph(ModelFile model, boolean streaming) {
        this.model = model;
        this.config = model.config();
        this.layers = new CausalLayers(graph, model, streaming);
        this.streaming = streaming;
    }

    Graph build() {
        CodecConfig.Dilations dilations = config.dilations();
        String samples = finite(graph.floatInput("samples", "B", "T"));
        String x = features(streaming ? layers.withPast("samples", samples, 1, past()) : padded(samples));
        x = layers.convolution("encoder.in", x, 1, 1);
        x = layers.units("encoder.fast", x, dilations.encoderFast());
        x = layers.convolution("encoder.down", layers.activate(x), config.stepsPerFrame(), 1);
        x = layers.units("encoder.slow", x, dilations.encoderSlow());
        x = layers.convolution("encoder.out", layers.activate(x), 1, 1);
        graph.tokenOutput("tokens", quantize(graph.transpose(x, 0, 2, 1)), "B", config.numCodebooks(), "F");
        return graph;
    }

    private static int past() {
        return SpectralWaves.WINDOW - SpectralWaves.STEP;
    }

    /** What is not finite counts as silence. */
    private String finite(String x) {
        String bad = graph.node("Or", List.of(graph.node("IsNaN", x), graph.node("IsInf", x)));
        String clean = graph.node("Where", List.of(bad, graph.constant(0), x));
        return graph.node("Clip", List.of(clean, graph.constant(-LOUDEST), graph.constant(LOUDEST)));
    }

    /** Silence before, and after up to as many whole frames as {@code CodecConfig.numFrames} says. */
    private String padded(String samples) {
        int hop = config.hopLength();
        String length = graph.slice(graph.node("Shape", samples), 0, 1, 2);
        String rounded = graph.node("Add", List.of(length, graph.wholeNumbers(config.delay() + hop - 1)));
        String frames = graph.node("Div", List.of(rounded, graph.wholeNumbers(hop)));
        String whole = graph.node("Mul", List.of(frames, graph.wholeNumbers(hop)));
        String after = graph.node("Sub", List.of(whole, length));
        String pads = graph.concatenate(0, List.of(graph.wholeNumbers(0, past(), 0), after));
        return graph.node("Pad", List.of(samples, pads));
    }

    /** Of {@code [B, past + T]}, {@code [B, FEATURES, steps]}. */
    private String features(String samples) {
        String x = graph.node("Unsqueeze", List.of(samples, graph.wholeNumbers(1)));
        int later = SpectralWaves.WINDOW - SpectralWaves.MEL_WINDOW;
        String mel = power("analysis.mel.waves", graph.slice(x, 2, later, Long.MAX_VALUE), SpectralWaves.melWaves());
        String bands = graph.node("Conv", List.of(mel, graph.constant("analysis.mel.bands", SpectralWaves.melBands())));
        String pitch = power("analysis.pitch.waves", x, SpectralWaves.pitchWaves());
        String powers = graph.concatenate(1, List.of(bands, pitch));
        String log = graph.node("Log", graph.node("Add", List.of(powers, graph.constant(SpectralWaves.FLOOR))));
        String scaled = graph.node("Mul", List.of(log, graph.constant(SpectralWaves.SCALE)));
        return graph.node("Add", List.of(scaled, graph.constant(SpectralWaves.SHIFT)));
    }

    private String power(String name, String x, Tensor waves) {
        int bins = waves.shape()[0] / 2;
        String parts = graph.node(
                "Conv", List.of(x, graph.constant(name, waves)), Attribute.of("strides", SpectralWaves.STEP));
        String squares = graph.node("Mul", List.of(parts, parts));
        return graph.node("Add", List.of(graph.slice(squares, 1, 0, bins), graph.slice(squares, 1, bins, 2L * bins)));
    }

    /** Of latents {@code [B, F, D]}, tokens {@code [B, Q, F]}: each codebook names what the ones before left over. */
    private String quantize(String latents) {
        String left = latents;
        List<String> tokens = new ArrayList<>();
        int size = config.codebookSize();
        int dimension = config.latentDim();
        float[] all = model.tensors().get(TensorShapes.CODEBOOKS).values();
        for (int q = 0; q < config.numCodebooks(); q++) {
            float[] vectors = Arrays.copyOfRange(all, q * size * dimension, (q + 1) * size * dimension);
            float[] halfSquares = new float[size];
            for (int i = 0; i < vectors.length; i++) {
                halfSquares[i / dimension] += 0.5f * vectors[i] * vectors[i];
            }
            String name = "quantizer.codebook" + q;
            String codebook = graph.constant(name, new Tensor(new int[] {size, dimension}, vectors));
            String half = graph.constant(name + ".halfSquares", new Tensor(new int[] {size}, halfSquares));
            String products = graph.node("MatMul", List.of(left, graph.transpose(codebook, 1, 0)));
            String scores = graph.node("Sub", List.of(products, half));
            String token = graph.node("ArgMax", scores, new Attribute("axis", 2L), new Attribute("keepdims", 0L));
            tokens.add(graph.node("Unsqueeze", List.of(token, graph.wholeNumbers(1))));
            left = graph.node("Sub", List.of(left, graph.node("Gather", List.of(codebook, token))));
        }
        return graph.concatenate(1, tokens);
    }
}
