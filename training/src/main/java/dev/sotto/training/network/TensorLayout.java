package dev.sotto.training.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where each tensor lies in the one flat vector that is trained. One leaf instead of fifty makes clipping, the
 * optimizer and the gradient a handful of operations whatever the number of layers, which counts on a GPU.
 */
public final class TensorLayout {

    private final Map<String, int[]> shapes;
    private final long[] ends;

    /** @param shapes in the order of the flat vector */
    public TensorLayout(Map<String, int[]> shapes) {
        this.shapes = new LinkedHashMap<>(shapes);
        this.ends = new long[shapes.size()];
        long end = 0;
        int i = 0;
        for (int[] shape : this.shapes.values()) {
            end += size(shape);
            ends[i++] = end;
        }
    }

    public int size() {
        return Math.toIntExact(ends[ends.length - 1]);
    }

    /** The named tensors as views of {@code flat}, through which the gradient flows back to it. */
    public Map<String, NDArray> split(NDArray flat) {
        NDList parts = flat.split(Arrays.copyOf(ends, ends.length - 1));
        Map<String, NDArray> tensors = new HashMap<>();
        int i = 0;
        for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
            tensors.put(entry.getKey(), parts.get(i++).reshape(shape(entry.getValue())));
        }
        return tensors;
    }

    /** The named tensors for a file. */
    public Map<String, Tensor> tensors(float[] flat) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        forEach((name, from) -> {
            int[] shape = shapes.get(name);
            tensors.put(name, new Tensor(shape, Arrays.copyOfRange(flat, from, from + size(shape))));
        });
        return tensors;
    }

    /** The flat vector of a file's tensors. */
    public float[] flatten(Map<String, Tensor> tensors) {
        float[] flat = new float[size()];
        forEach((name, from) -> {
            float[] values = tensors.get(name).values();
            System.arraycopy(values, 0, flat, from, values.length);
        });
        return flat;
    }

    /** Tells each tensor's name and where it begins. */
    public void forEach(BiConsumer<String, Integer> listener) {
        int from = 0;
        for (Map.Entry<String, int[]> entry : shapes.entrySet()) {
            listener.accept(entry.getKey(), from);
            from += size(entry.getValue());
        }
    }

    public int[] shape(String name) {
        return shapes.get(name);
    }

    public static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    private static Shape shape(int[] shape) {
        return new Shape(Arrays.stream(shape).asLongStream().toArray());
    }
}
