package dev.sotto.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
            ordered.put(name, tensor);
        });
        // On all cores: a JVM that has just started takes long over millions of numbers.
        ordered.entrySet().parallelStream()
                .map(entry -> complaint(entry.getKey(), entry.getValue(), greatest))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(complaint -> {
                    throw new ModelFormatException(complaint);
                });
        tensors.keySet().stream()
                .filter(name -> !ordered.containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ModelFormatException("it has a tensor " + name + " that its configuration does not know");
                });
        return Collections.unmodifiableMap(ordered);
    }

    private static Optional<String> complaint(String name, Tensor tensor, float greatest) {
        for (float value : tensor.values()) {
            if (!(Math.abs(value) <= greatest)) { // NaN, too
                return Optional.of("tensor " + name + " holds the number " + value);
            }
        }
        return Optional.empty();
    }
}
