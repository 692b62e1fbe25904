package dev.sotto.training.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Tensors for tests, on one thread of the CPU, and derivatives to hold those of autograd against. */
public final class TestTensors {

    private TestTensors() {}

    /** The caller closes it. */
    public static NDManager newManager() {
        return NDManager.newBaseManager(device(), "PyTorch");
    }

    public static Device device() {
        return TensorEngine.start("cpu", 1);
    }

    /** Numbers of a normal distribution, the same for the same seed. */
    public static float[] normal(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** An array by which a function can be differentiated. */
    public static NDArray leaf(NDManager manager, float[] values, long... shape) {
        NDArray leaf = Values.create(manager, values, new Shape(shape));
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** The derivatives of {@code function} by {@code leaf}, as autograd gives them; those of all leaves start at 0. */
    public static float[] gradient(NDArray leaf, Supplier<NDArray> function) {
        backward(function);
        return leaf.getGradient().toFloatArray();
    }

    /** Adds the derivatives of {@code function} to the gradients of all its leaves. */
    public static void backward(Supplier<NDArray> function) {
        device();
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            gradients.backward(function.get());
        }
    }

    /**
     * As {@link #gradient}, but between the way there and the way back Java's garbage is collected, and the memory that
     * becomes free outside its heap is used again: what lets go of memory that the way back needs is found out.
     */
    public static float[] gradientInSpiteOfCollection(NDArray leaf, Supplier<NDArray> function) {
        device();
        try (GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            NDArray value = function.get();
            List<ByteBuffer> others = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                collect();
                for (int n = 0; n < 2000; n++) {
                    others.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.MAX_VALUE));
                }
            }
            gradients.backward(value);
            assertEquals(6000, others.size());
        }
        return leaf.getGradient().toFloatArray();
    }

    /** Returns when the collector has looked at what is no longer reachable. */
    private static void collect() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> garbage = new PhantomReference<>(new Object(), collected);
        System.gc();
        try {
            assertEquals(garbage, collected.remove(10_000));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The same derivatives by central differences of {@code function}, which reads {@code leaf}. */
    public static float[] differences(NDArray leaf, float step, Supplier<NDArray> function) {
        float[] values = leaf.toFloatArray();
        float[] derivatives = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            values[i] = value + step;
            Values.assign(leaf, values);
            double above = function.get().getFloat();
            values[i] = value - step;
            Values.assign(leaf, values);
            double below = function.get().getFloat();
            values[i] = value;
            Values.assign(leaf, values);
            derivatives[i] = (float) ((above - below) / (2 * step));
        }
        return derivatives;
    }
}
