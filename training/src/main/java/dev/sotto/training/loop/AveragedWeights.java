package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;

/** Weights that are learnt, flat, and a moving average of them, which generalises better than the last of them. */
public final class AveragedWeights {

    private final NDArray weights;
    private final NDArray averaged;
    private final float decay;

    /** @param decay of the average, once as many updates have come as it remembers */
    public AveragedWeights(NDManager manager, int size, float decay) {
        this.weights = manager.zeros(new Shape(size));
        this.averaged = manager.zeros(new Shape(size));
        this.decay = decay;
        weights.setRequiresGradient(true);
    }

    /** {@code [size]}, with a gradient. */
    public NDArray weights() {
        return weights;
    }

    /** {@code [size]}, the moving average. */
    public NDArray average() {
        return averaged;
    }

    public float[] averaged() {
        return averaged.toFloatArray();
    }

    public void start(float[] flat) {
        Values.assign(weights, flat);
        Values.assign(averaged, flat);
    }

    /** Moves the average on; it is short at first. */
    public void average(long updates) {
        float kept = Math.min(decay, updates / (updates + 10f));
        averaged.muli(kept).addi(weights.mul(1 - kept));
    }

    /** Everything that a checkpoint keeps, named. */
    public void save(NDList arrays) {
        weights.setName("weights");
        averaged.setName("averaged");
        arrays.add(weights);
        arrays.add(averaged);
    }

    public void restore(NDList arrays) {
        Values.assign(weights, arrays.get("weights").toFloatArray());
        Values.assign(averaged, arrays.get("averaged").toFloatArray());
    }
}
