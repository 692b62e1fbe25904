package dev.sotto.training.start;

import dev.sotto.training.network.ParameterLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Single weights of convolutions {@code [out, in, tap]} in the one vector that is trained. */
final class FlatWeights {

    private final float[] flat;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, int[]> shapes = new HashMap<>();

    FlatWeights(ParameterLayout layout, float[] flat) {
        this.flat = flat;
        layout.forEach((name, from) -> {
            places.put(name, from);
            shapes.put(name, layout.shape(name));
        });
    }

    void set(String layer, int out, int in, int tap, double weight) {
        flat[place(layer, out, in, tap)] = (float) weight;
    }

    void setBias(String layer, int out, double bias) {
        flat[places.get(layer + ".bias") + out] = (float) bias;
    }

    /** The difference of two inputs, times {@code weight}. */
    void setPair(String layer, int out, int plus, int minus, int tap, double weight) {
        set(layer, out, plus, tap, weight);
        set(layer, out, minus, tap, -weight);
    }

    /** The same into one output, and turned round into another. */
    void setPairs(String layer, int out, int negated, int plus, int minus, int tap, double weight) {
        setPair(layer, out, plus, minus, tap, weight);
        setPair(layer, negated, plus, minus, tap, -weight);
    }

    /** Every tensor whose name ends so. */
    void silence(String suffix) {
        places.forEach((name, from) -> {
            if (name.endsWith(suffix)) {
                Arrays.fill(flat, from, from + size(name), 0);
            }
        });
    }

    void clearOutputs(String layer, int count) {
        clearOutputs(layer, 0, count);
    }

    void clearOutputs(String layer, int first, int count) {
        Arrays.fill(flat, place(layer, first, 0, 0), place(layer, first + count, 0, 0), 0);
    }

    /** The first {@code count} inputs of all outputs. */
    void clearInputs(String layer, int count) {
        for (int out = 0; out < shapes.get(layer + ".weight")[0]; out++) {
            Arrays.fill(flat, place(layer, out, 0, 0), place(layer, out, count, 0), 0);
        }
    }

    void scale(String layer, float factor) {
        int from = places.get(layer + ".weight");
        for (int i = from; i < from + size(layer + ".weight"); i++) {
            flat[i] *= factor;
        }
    }

    private int place(String layer, int out, int in, int tap) {
        int[] shape = shapes.get(layer + ".weight");
        return places.get(layer + ".weight") + (out * shape[1] + in) * shape[2] + tap;
    }

    private int size(String name) {
        return Arrays.stream(shapes.get(name)).reduce(1, (a, b) -> a * b);
    }
}
