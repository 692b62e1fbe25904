package dev.sotto.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file's tensors, held to its configuration. */
public final class CheckedTensors {

    private CheckedTensors() {}

    /**
     * The tensors in the order of {@code shapes}: all of them, no others, and no number that is not finite or greater
     * than {@code greatest} in size.
     *
     * @throws ModelFormatException if they are not so
     */
    public static Map<String, Tensor> of(Map<String, int[]> shapes, Map<String, Tensor> tensors, float greatest) {
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                throw new ModelFormatException("tensor " + name + " is missing");
            }
            if (!Arrays.equals(shape, tensor.shape())) {
                throw new ModelFormatException("tensor " + name + " has the shape " + Arrays.toString(tensor.shape())
                        + ", its configuration asks for " + Arrays.toString(shape));
            }
            for (float value : tensor.values()) {
                if (!(Math.abs(value) <= greatest)) { // NaN, too
                    throw new ModelFormatException("tensor " + name + " holds the number " + value);
                }
            }
            ordered.put(name, tensor);
        });
        tensors.keySet().stream()
                .filter(name -> !ordered.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelFormatException("it has a tensor " + name + " that its configuration does not know");
                });
        return Collections.unmodifiableMap(ordered);
    }
}
