package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.sotto.training.engine.Values;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1) with clipping by the global norm. DJL's own keeps its moments to itself, so
 * that a run could not resume, and its clipping cuts one side only.
 */
public final class Adam {

    private static final float BETA1 = 0.8f;
    private static final float BETA2 = 0.99f;
    private static final float EPSILON = 1e-8f;

    private final List<NDArray> parameters;
    private final List<NDArray> means = new ArrayList<>();
    private final List<NDArray> variances = new ArrayList<>();
    private final float maxNorm;
    private long updates;

    public Adam(NDManager manager, List<NDArray> parameters, float maxNorm) {
        this.parameters = parameters;
        this.maxNorm = maxNorm;
        for (NDArray parameter : parameters) {
            means.add(manager.zeros(parameter.getShape()));
            variances.add(manager.zeros(parameter.getShape()));
        }
    }

    /** Uses up the gradients. Returns their norm; does nothing where it is not finite. */
    public float update(float learningRate) {
        List<NDArray> gradients = parameters.stream().map(NDArray::getGradient).toList();
        float norm = norm(gradients);
        if (!Float.isFinite(norm)) {
            gradients.forEach(Values::clear);
            return norm;
        }
        updates++;
        float scale = Math.min(1, maxNorm / (norm + 1e-12f));
        double correction = Math.sqrt(1 - Math.pow(BETA2, updates)) / (1 - Math.pow(BETA1, updates));
        for (int i = 0; i < gradients.size(); i++) {
            NDArray gradient = gradients.get(i).muli(scale);
            NDArray mean = means.get(i);
            NDArray variance = variances.get(i);
            mean.muli(BETA1).addi(gradient.mul(1 - BETA1));
            variance.muli(BETA2).addi(gradient.square().mul(1 - BETA2));
            NDArray step = mean.div(variance.sqrt().add(EPSILON)).muli((float) (learningRate * correction));
            parameters.get(i).subi(step);
            gradient.muli(0);
        }
        return norm;
    }

    /** The one number of a step that Java waits for: it decides whether there is a step at all. */
    private static float norm(List<NDArray> gradients) {
        NDList sums = new NDList();
        for (NDArray gradient : gradients) {
            sums.add(gradient.square().sum());
        }
        double squares = 0;
        try (NDArray all = NDArrays.stack(sums)) {
            for (float sum : all.toFloatArray()) {
                squares += sum;
            }
        }
        return (float) Math.sqrt(squares);
    }

    public long updates() {
        return updates;
    }

    public void save(String name, NDList arrays) {
        for (int i = 0; i < parameters.size(); i++) {
            means.get(i).setName(name + "." + i + ".mean");
            variances.get(i).setName(name + "." + i + ".variance");
            arrays.add(means.get(i));
            arrays.add(variances.get(i));
        }
    }

    public void restore(String name, NDList arrays, long updateCount) {
        updates = updateCount;
        for (int i = 0; i < parameters.size(); i++) {
            Values.assign(means.get(i), arrays.get(name + "." + i + ".mean").toFloatArray());
            Values.assign(
                    variances.get(i), arrays.get(name + "." + i + ".variance").toFloatArray());
        }
    }
}
