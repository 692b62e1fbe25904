package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Where each weight lies in the one flat vector that is trained. One leaf instead of fifty makes clipping, the
 * optimizer and the gradient a handful of operations whatever the number of layers, which counts on a GPU. The
 * codebooks are not among the weights: {@link dev.sotto.training.codebook} owns them.
 */
public final class ParameterLayout {

    private final CodecConfig config;
    private final Map<String, int[]> shapes;
    private final long[] ends;

    public ParameterLayout(CodecConfig config) {
        this.config = config;
        this.shapes = new LinkedHashMap<>(TensorShapes.of(config));
        this.shapes.remove(TensorShapes.CODEBOOKS);
        this.ends = new long[shapes.size()];
        long end = 0;
        int i = 0;
        for (int[] shape : shapes.values()) {
            end += size(shape);
            ends[i++] = end;
        }
    }

    public CodecConfig config() {
        return config;
    }

    public int size() {
        return Math.toIntExact(ends[ends.length - 1]);
    }

    /** The named weights as views of {@code flat}, through which the gradient flows back to it. */
    public Map<String, NDArray> split(NDArray flat) {
        NDList parts = flat.split(Arrays.copyOf(ends, ends.length - 1));
        Map<String, NDArray> weights = new HashMap<>();
        int i = 0;
        for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
            weights.put(entry.getKey(), parts.get(i++).reshape(shape(entry.getValue())));
        }
        return weights;
    }

    /** The named weights for a model file. */
    public Map<String, Tensor> tensors(float[] flat) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
            int to = from + size(entry.getValue());
            tensors.put(entry.getKey(), new Tensor(entry.getValue(), Arrays.copyOfRange(flat, from, to)));
            from = to;
        }
        return tensors;
    }

    /** The flat vector of a model file's weights. */
    public float[] flatten(Map<String, Tensor> tensors) {
        float[] flat = new float[size()];
        int from = 0;
        for (String name : shapes.keySet()) {
            float[] values = tensors.get(name).values();
            System.arraycopy(values, 0, flat, from, values.length);
            from += values.length;
        }
        return flat;
    }

    /**
     * Where training starts: weights normal after Kaiming (He et al. 2015, eq. 10), zero biases. Three layers differ.
     * The first is larger, since speech has an RMS of about .05, and the last smaller, for the same reason. The second
     * convolution of a residual unit is smaller, so that a deep stack starts near the identity. Without this the biases
     * swamp the signal and the latents are constant within a few steps.
     */
    public float[] initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] flat = new float[size()];
        int from = 0;
        for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
            int[] shape = entry.getValue();
            int size = size(shape);
            if (shape.length > 1) {
                double deviation = Math.sqrt(2.0 / (shape[1] * shape[2])) * gain(entry.getKey());
                for (int i = 0; i < size; i++) {
                    flat[from + i] = (float) (deviation * random.nextGaussian());
                }
            }
            from += size;
        }
        return flat;
    }

    private static double gain(String name) {
        if (name.equals("encoder.0.down.weight")) {
            return 10;
        }
        if (name.equals("decoder.0.up.weight")) {
            return 0.02;
        }
        return name.endsWith(".mix.weight") ? 0.3 : 1;
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static Shape shape(int[] shape) {
        return new Shape(Arrays.stream(shape).asLongStream().toArray());
    }
}
