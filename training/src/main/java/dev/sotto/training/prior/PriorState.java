package dev.sotto.training.prior;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.sotto.model.Tensor;
import dev.sotto.prior.PriorConfig;
import dev.sotto.training.loop.Adam;
import dev.sotto.training.loop.AveragedWeights;
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
    private final AveragedWeights weights;
    private final Adam optimizer;

    PriorState(PriorConfig config, Device device) {
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        Map<String, int[]> shapes = new LinkedHashMap<>(config.shapes());
        shapes.remove(PriorConfig.VECTORS);
        shapes.remove(PriorConfig.ORDER0);
        this.layout = new TensorLayout(shapes);
        this.weights = new AveragedWeights(manager, layout.size(), AVERAGE_DECAY);
        this.optimizer = new Adam(manager, List.of(weights.weights()), MAX_GRADIENT_NORM);
    }

    NDManager manager() {
        return manager;
    }

    TensorLayout layout() {
        return layout;
    }

    NDArray weights() {
        return weights.weights();
    }

    Adam optimizer() {
        return optimizer;
    }

    void start(float[] flat) {
        weights.start(flat);
    }

    void average() {
        weights.average(optimizer.updates());
    }

    /** The averaged weights by their names. */
    Map<String, Tensor> tensors() {
        return layout.tensors(weights.averaged());
    }

    NDList arrays() {
        NDList arrays = new NDList();
        weights.save(arrays);
        optimizer.save("adam", arrays);
        return arrays;
    }

    void restore(NDList arrays, long updates) {
        weights.restore(arrays);
        optimizer.restore("adam", arrays, updates);
    }

    @Override
    public void close() {
        manager.close();
    }
}
