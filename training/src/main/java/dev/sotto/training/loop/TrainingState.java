package dev.sotto.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.Codebooks;
import dev.sotto.training.codebook.VectorQuantizer;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.network.ParameterLayout;
import dev.sotto.training.network.Sharpening;
import dev.sotto.training.start.LinearStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that training changes, and that a checkpoint keeps. Owns its arrays; close it. */
final class TrainingState implements AutoCloseable {

    private static final float MAX_GRADIENT_NORM = 5;
    private static final float AVERAGE_DECAY = 0.999f;

    private final NDManager manager;
    private final TrainingOptions options;
    private final ParameterLayout layout;
    private final AveragedWeights weights;
    private final Codebooks codebooks;
    private final VectorQuantizer quantizer;
    private final Adam optimizer;
    private final Optional<Adversary> adversary;

    TrainingState(TrainingOptions options, Device device) {
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        this.options = options;
        this.layout = new ParameterLayout(options.config());
        this.weights = new AveragedWeights(manager, layout.size(), AVERAGE_DECAY);
        weights.start(layout.initial(options.seed()));
        this.codebooks = new Codebooks(manager, options.config(), options.learning());
        this.quantizer = new VectorQuantizer(codebooks);
        List<NDArray> learnt = new ArrayList<>(List.of(weights.weights()));
        learnt.addAll(codebooks.learnable());
        this.optimizer = new Adam(manager, learnt, MAX_GRADIENT_NORM);
        this.adversary = Optional.of(options.adversarial())
                .filter(AdversarialTraining::isOn)
                .map(training -> new Adversary(manager, training, options.seed()));
    }

    NDManager manager() {
        return manager;
    }

    ParameterLayout layout() {
        return layout;
    }

    NDArray weights() {
        return weights.weights();
    }

    /** The moving average of the weights: those of the model. */
    NDArray averagedWeights() {
        return weights.average();
    }

    Codebooks codebooks() {
        return codebooks;
    }

    VectorQuantizer quantizer() {
        return quantizer;
    }

    Adam optimizer() {
        return optimizer;
    }

    /** Empty where the run has none. */
    Optional<Adversary> adversary() {
        return adversary;
    }

    /** Starts from the best linear codec of these segments instead of at random. */
    void start(List<SegmentSampler.Batch> batches, int steps) {
        float[] flat = layout.initial(options.seed());
        new LinearStart(layout, batches, options.batchSize(), steps).write(flat);
        weights.start(flat);
    }

    /** Starts from a finished model instead of a linear codec. */
    void start(ModelFile model) {
        Map<String, Tensor> tensors = Sharpening.of(model.metadata()).outOf(model.tensors());
        weights.start(layout.flatten(tensors));
        codebooks.set(model.tensors().get(TensorShapes.CODEBOOKS).values(), options.framesAStep());
    }

    void average() {
        weights.average(optimizer.updates());
    }

    /** The tensors of the model: averaged weights, sharpened, and the codebooks. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = layout.tensors(weights.averaged());
        int[] shape = TensorShapes.of(layout.config()).get(TensorShapes.CODEBOOKS);
        tensors.put(TensorShapes.CODEBOOKS, new Tensor(shape, codebooks.values()));
        return new Sharpening(options.sharpness()).into(tensors);
    }

    NDList arrays() {
        NDList arrays = new NDList();
        weights.save(arrays);
        optimizer.save("adam", arrays);
        codebooks.save(arrays);
        adversary.ifPresent(present -> present.save(arrays));
        return arrays;
    }

    /** @param updates of the optimizer @param adversaryUpdates of the adversary's */
    void restore(NDList arrays, long updates, long adversaryUpdates) {
        weights.restore(arrays);
        optimizer.restore("adam", arrays, updates);
        codebooks.restore(arrays);
        adversary.ifPresent(present -> present.restore(arrays, adversaryUpdates));
    }

    @Override
    public void close() {
        manager.close();
    }
}
