package dev.sotto.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Fills long-lived arrays. {@code NDArray.set(float[])} must not be used for that: an array made from Java memory keeps
 * using it, and {@code set} lets go of that memory all the same, so that the garbage collector frees it under
 * libtorch's feet (seen with DJL 0.35.1: a crash some minutes after a resumed run began).
 */
public final class Values {

    private Values() {}

    /** A new array whose memory is libtorch's own. */
    public static NDArray create(NDManager manager, float[] values, Shape shape) {
        NDArray array = manager.zeros(shape);
        assign(array, values);
        return array;
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
