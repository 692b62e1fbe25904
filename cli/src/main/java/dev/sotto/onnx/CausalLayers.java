package dev.sotto.onnx;

import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.onnx.Graph.Attribute;
import java.util.List;

/**
 * The layers of encoder and decoder in a {@link Graph}, over values {@code [B, channels, time]}. What comes before the
 * first step is silence, or, of a stream, what an input {@code past.*} says; the output {@code next.*} is what to give
 * it the next time.
 */
final class CausalLayers {

    private static final int TIME = 2;

    private final Graph graph;
    private final ModelFile model;
    private final boolean streaming;

    CausalLayers(Graph graph, ModelFile model, boolean streaming) {
        this.graph = graph;
        this.model = model;
        this.streaming = streaming;
    }

    /** {@code [B, in, stride * time]} becomes {@code [B, out, time]}. */
    String convolution(String name, String x, int stride, int dilation) {
        Tensor weight = model.tensors().get(name + ".weight");
        String kernel = graph.constant(name + ".weight", weight);
        String bias = graph.constant(name + ".bias", model.tensors().get(name + ".bias"));
        int context = (weight.shape()[2] - 1) * dilation + 1 - stride;
        String padded = context == 0 || !streaming ? x : withPast(name, x, TIME, context, weight.shape()[1]);
        return graph.node(
                "Conv",
                List.of(padded, kernel, bias),
                Attribute.of("strides", stride),
                Attribute.of("dilations", dilation),
                Attribute.of("pads", streaming ? 0 : context, 0));
    }

    /** Puts the stream's past before {@code x}, whose last axis is {@code axis}. @param shape between batch and time */
    String withPast(String name, String x, int axis, int context, Object... shape) {
        Object[] lengths = new Object[shape.length + 2];
        lengths[0] = "B";
        System.arraycopy(shape, 0, lengths, 1, shape.length);
        lengths[lengths.length - 1] = context;
        String past = graph.floatInput("past." + name, lengths);
        String joined = graph.concatenate(axis, List.of(past, x));
        graph.floatOutput("next." + name, graph.slice(joined, axis, -context, Long.MAX_VALUE), lengths);
        return joined;
    }

    String activate(String x) {
        return graph.node("LeakyRelu", x, new Attribute("alpha", CodecConfig.SLOPE));
    }

    /** Residual units, one a dilation: {@code x + mix(act(conv(act(x))))}. */
    String units(String stack, String x, List<Integer> dilations) {
        String sum = x;
        for (int u = 0; u < dilations.size(); u++) {
            String unit = stack + ".unit" + u;
            String hidden = convolution(unit + ".conv", activate(sum), 1, dilations.get(u));
            String mixed = convolution(unit + ".mix", activate(hidden), 1, 1);
            sum = graph.node("Add", List.of(sum, mixed));
        }
        return sum;
    }
}
