package dev.sotto.prior;

import dev.sotto.model.CodecConfig;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.PackedConvolution;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The network. A gated recurrent unit (Cho et al. 2014, section 2.3) remembers the frames; for each codebook a hidden
 * layer sees its state and the sum of the frame's vectors so far, and gives a score for each token. The reset gate acts
 * after the state's matrix, as in cuDNN and PyTorch, so that both matrices are one product each.
 */
final class NetworkPredictor implements TokenPredictor {

    private final PriorConfig config;
    private final MatrixKernel kernel;
    private final int numCodebooks;
    private final float[] vectors;
    private final PackedConvolution inputLayer;
    private final PackedConvolution stateLayer;
    private final PackedConvolution[] hiddenLayers;
    private final PackedConvolution[] scoreLayers;
    private final Frequencies frequencies;

    /** A frame's input: the sum of its vectors, then the number of its codebooks. */
    private final float[] input;

    /** The state, then the sum of the vectors of the codebooks before. */
    private final float[] context;

    private final float[] inputGates;
    private final float[] stateGates;
    private final float[] hidden;
    private final float[] scores;

    NetworkPredictor(Prior prior, int numCodebooks) {
        this.config = prior.config();
        this.kernel = prior.kernel();
        this.numCodebooks = numCodebooks;
        this.vectors = prior.tensor(PriorConfig.VECTORS);
        this.inputLayer = prior.layer(PriorConfig.INPUT);
        this.stateLayer = prior.layer(PriorConfig.STATE);
        this.hiddenLayers = IntStream.range(0, numCodebooks)
                .mapToObj(q -> prior.layer(PriorConfig.hidden(q)))
                .toArray(PackedConvolution[]::new);
        this.scoreLayers = IntStream.range(0, numCodebooks)
                .mapToObj(q -> prior.layer(PriorConfig.scores(q)))
                .toArray(PackedConvolution[]::new);
        this.frequencies = new Frequencies(kernel, config.codebookSize());
        this.input = new float[config.inputDim()];
        this.input[config.vectorDim() + numCodebooks - 1] = 1;
        this.context = new float[config.stateDim() + config.vectorDim()];
        this.inputGates = new float[inputLayer.paddedOutputs()];
        this.stateGates = new float[stateLayer.paddedOutputs()];
        this.hidden = new float[hiddenLayers[0].paddedOutputs()];
        this.scores = new float[scoreLayers[0].paddedOutputs()];
    }

    @Override
    public void reset() {
        Arrays.fill(context, 0f);
    }

    @Override
    public void predict(int codebook, int[] tokens, int offset, int[] cumulative) {
        sum(tokens, offset, codebook, context, config.stateDim());
        kernel.multiply(hiddenLayers[codebook], context, 0, 1, hidden, 0);
        for (int i = 0; i < config.hiddenDim(); i++) {
            hidden[i] = Math.max(hidden[i], hidden[i] * CodecConfig.SLOPE);
        }
        kernel.multiply(scoreLayers[codebook], hidden, 0, 1, scores, 0);
        frequencies.of(scores, 0, cumulative);
    }

    @Override
    public void accept(int[] tokens, int offset, int codebooks) {
        if (codebooks != numCodebooks) {
            throw new IllegalArgumentException("a frame of " + codebooks + " codebooks, " + numCodebooks + " expected");
        }
        sum(tokens, offset, numCodebooks, input, 0);
        kernel.multiply(inputLayer, input, 0, 1, inputGates, 0);
        kernel.multiply(stateLayer, context, 0, 1, stateGates, 0);
        int size = config.stateDim();
        for (int i = 0; i < size; i++) {
            float reset = Exponential.sigmoid(inputGates[i] + stateGates[i]);
            float update = Exponential.sigmoid(inputGates[size + i] + stateGates[size + i]);
            float candidate = Exponential.tanh(Math.fma(reset, stateGates[2 * size + i], inputGates[2 * size + i]));
            context[i] = Math.fma(update, context[i] - candidate, candidate);
        }
    }

    /** The vectors of the first {@code count} tokens, added in their order. */
    private void sum(int[] tokens, int offset, int count, float[] to, int at) {
        int length = config.vectorDim();
        Arrays.fill(to, at, at + length, 0f);
        for (int q = 0; q < count; q++) {
            int vector = (q * config.codebookSize() + tokens[offset + q]) * length;
            for (int i = 0; i < length; i++) {
                to[at + i] += vectors[vector + i];
            }
        }
    }
}
