package dev.sotto.training.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.model.CodecConfig;
import dev.sotto.prior.PriorConfig;
import java.util.Map;

/** The network of {@code dev.sotto.prior.NetworkPredictor} on batches, with gradients. */
final class PriorNetwork {

    private final PriorConfig config;
    private final float[] vectors;

    /** @param vectors of all tokens, {@code [numCodebooks][codebookSize][vectorDim]} */
    PriorNetwork(PriorConfig config, float[] vectors) {
        this.config = config;
        this.vectors = vectors;
    }

    /**
     * Natural logarithm of the probability of each frame, negated: of each token given those before, summed over the
     * codebooks.
     *
     * @return the mean over the frames of the batch
     */
    NDArray loss(Map<String, NDArray> weights, TokenSegments.Batch batch, NDManager manager) {
        int rows = batch.frames() * batch.segments();
        float[] partial = new float[rows * config.vectorDim()];
        NDArray[] sums = new NDArray[batch.numCodebooks()];
        for (int q = 0; q < sums.length; q++) {
            sums[q] = manager.create(partial, new Shape(rows, config.vectorDim()));
            add(batch, q, partial);
        }
        NDArray state = states(weights, batch, partial, manager);
        NDArray share = manager.create(shares(batch), new Shape(rows, 1));
        NDArray total = null;
        for (int q = 0; q < sums.length; q++) {
            NDArray context = NDArrays.concat(new NDList(state, sums[q]), 1);
            NDArray hidden = linear(weights, PriorConfig.hidden(q), context)
                    .getNDArrayInternal()
                    .leakyRelu(CodecConfig.SLOPE);
            NDArray logarithms = linear(weights, PriorConfig.scores(q), hidden).logSoftmax(1);
            NDArray targets = manager.create(targets(batch, q), new Shape(rows, 1));
            NDArray loss = logarithms.gather(targets, 1).mul(share).sum();
            total = total == null ? loss : total.add(loss);
        }
        return total.neg();
    }

    /** The state before each frame, {@code [frames * segments, stateDim]}. */
    private NDArray states(Map<String, NDArray> weights, TokenSegments.Batch batch, float[] sums, NDManager manager) {
        int width = config.inputDim();
        int segments = batch.segments();
        float[] inputs = new float[(batch.frames() - 1) * segments * width];
        for (int row = 0; row < inputs.length / width; row++) {
            System.arraycopy(sums, row * config.vectorDim(), inputs, row * width, config.vectorDim());
            inputs[row * width + config.vectorDim() + batch.numCodebooks() - 1] = 1;
        }
        NDArray start = manager.zeros(new Shape(1, segments, config.stateDim()));
        if (batch.frames() == 1) {
            return start.reshape(segments, config.stateDim());
        }
        NDList parameters = new NDList(
                matrix(weights, PriorConfig.INPUT),
                matrix(weights, PriorConfig.STATE),
                weights.get(PriorConfig.INPUT + ".bias"),
                weights.get(PriorConfig.STATE + ".bias"));
        NDArray input = manager.create(inputs, new Shape(batch.frames() - 1, segments, width));
        NDArray states = input.getNDArrayInternal()
                .gru(input, start, parameters, true, 1, 0, true, false, false)
                .get(0);
        return NDArrays.concat(new NDList(start, states), 0).reshape(-1, config.stateDim());
    }

    private static NDArray matrix(Map<String, NDArray> weights, String name) {
        NDArray weight = weights.get(name + ".weight");
        return weight.reshape(weight.getShape().slice(0, 2));
    }

    private static NDArray linear(Map<String, NDArray> weights, String name, NDArray x) {
        return x.matMul(matrix(weights, name).transpose()).add(weights.get(name + ".bias"));
    }

    /** Adds the vectors of a codebook's tokens, in rows {@code [frame][segment]}. */
    private void add(TokenSegments.Batch batch, int codebook, float[] sums) {
        int length = config.vectorDim();
        int segments = batch.segments();
        for (int row = 0; row < batch.frames() * segments; row++) {
            int vector = (codebook * config.codebookSize() + token(batch, row, codebook)) * length;
            for (int i = 0; i < length; i++) {
                sums[row * length + i] += vectors[vector + i];
            }
        }
    }

    private int token(TokenSegments.Batch batch, int row, int codebook) {
        int frame = row / batch.segments();
        return batch.tokens()[row % batch.segments()][frame * config.numCodebooks() + codebook];
    }

    private long[] targets(TokenSegments.Batch batch, int codebook) {
        long[] targets = new long[batch.frames() * batch.segments()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = token(batch, row, codebook);
        }
        return targets;
    }

    /** What each row counts: nothing beyond a segment's end. */
    private static float[] shares(TokenSegments.Batch batch) {
        float[] shares = new float[batch.frames() * batch.segments()];
        int frames = 0;
        for (int length : batch.lengths()) {
            frames += length;
        }
        for (int row = 0; row < shares.length; row++) {
            shares[row] = row / batch.segments() < batch.lengths()[row % batch.segments()] ? 1f / frames : 0;
        }
        return shares;
    }
}
