package dev.sotto.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Numbers of Java for libtorch, so that both keep to their own memory. DJL makes arrays on memory of Java's, and lets
 * go of it too soon in two cases (0.35.1); the garbage collector then frees it under libtorch's feet:
 *
 * <ul>
 *   <li>{@code mul}, {@code div} and {@code pow} with a number, in what is differentiated: the number becomes an array
 *       that is closed at once, while the graph keeps it for the way back. Seen as gradients that were wrong, or NaN,
 *       once in about 1500 steps. Hence {@link #times} and {@link #power}.
 *   <li>{@code set(float[])} of an array that lives on. Seen as a crash some minutes after a resumed run began. Hence
 *       {@link #assign}.
 * </ul>
 */
public final class Values {

    private Values() {}

    /** A new array whose memory is libtorch's own. */
    public static NDArray create(NDManager manager, float[] values, Shape shape) {
        NDArray array = manager.zeros(shape);
        assign(array, values);
        return array;
    }

    /** {@code array} times {@code factor}, which may be differentiated. */
    public static NDArray times(NDArray array, float factor) {
        return array.mul(number(array.getManager(), factor));
    }

    /** {@code array} to the power of {@code exponent}, which may be differentiated. */
    public static NDArray power(NDArray array, float exponent) {
        return array.pow(number(array.getManager(), exponent));
    }

    private static NDArray number(NDManager manager, float value) {
        return manager.zeros(new Shape()).addi(value);
    }

    /** Overwrites {@code target}, whose values are finite. */
    public static void assign(NDArray target, float[] values) {
        try (NDArray source = target.getManager().create(values, target.getShape())) {
            assign(target, source);
        }
    }

    /** Overwrites {@code target}, whose values are finite. */
    public static void assign(NDArray target, NDArray value) {
        target.muli(0).addi(value);
    }

    /** Overwrites {@code target}, whatever is in it. */
    public static void clear(NDArray target) {
        target.set(new NDIndex("..."), 0);
    }
}
