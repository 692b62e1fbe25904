package dev.sotto.training.prior;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.Tensor;
import dev.sotto.prior.PriorConfig;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loop.Adam;
import dev.sotto.training.network.TensorLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that training changes, and that a checkpoint keeps. Owns its arrays; close it. */
final class PriorState implements AutoCloseable {

    private static final float MAX_GRADIENT_NORM = 1;
    private static final float AVERAGE_DECAY = 0.99f;

    private final NDManager manager;
    private final TensorLayout layout;
    private final NDArray weights;
    private final NDArray averaged;
    private final Adam optimizer;

    PriorState(PriorConfig config, Device device) {
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        Map<String, int[]> shapes = new LinkedHashMap<>(config.shapes());
        shapes.remove(PriorConfig.VECTORS);
        shapes.remove(PriorConfig.ORDER0);
        this.layout = new TensorLayout(shapes);
        this.weights = manager.zeros(new Shape(layout.size()));
        this.averaged = manager.zeros(new Shape(layout.size()));
        weights.setRequiresGradient(true);
        this.optimizer = new Adam(manager, List.of(weights), MAX_GRADIENT_NORM);
    }

    NDManager manager() {
        return manager;
    }

    TensorLayout layout() {
        return layout;
    }

    NDArray weights() {
        return weights;
    }

    Adam optimizer() {
        return optimizer;
    }

    void start(float[] flat) {
        Values.assign(weights, flat);
        Values.assign(averaged, flat);
    }

    /** A moving average of the weights, which generalises better than the last of them; short at first. */
    void average() {
        long n = optimizer.updates();
        float decay = Math.min(AVERAGE_DECAY, n / (n + 10f));
        averaged.muli(decay).addi(weights.mul(1 - decay));
    }

    /** The averaged weights by their names. */
    Map<String, Tensor> tensors() {
        return layout.tensors(averaged.toFloatArray());
    }

    NDList arrays() {
        NDList arrays = new NDList();
        weights.setName("weights");
        averaged.setName("averaged");
        arrays.add(weights);
        arrays.add(averaged);
        optimizer.save("adam", arrays);
        return arrays;
    }

    void restore(NDList arrays, long updates) {
        Values.assign(weights, arrays.get("weights").toFloatArray());
        Values.assign(averaged, arrays.get("averaged").toFloatArray());
        optimizer.restore("adam", arrays, updates);
    }

    @Override
    public void close() {
        manager.close();
    }
}
