package dev.sotto.prior;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shape of a prior, from which the shape of every tensor follows.
 *
 * @param model fingerprint of the codec whose tokens it knows, 16 hexadecimal digits
 * @param numCodebooks the most codebooks of a stream
 * @param codebookSize tokens of a codebook
 * @param vectorDim size of the vector that stands for a token
 * @param stateDim size of what is remembered of all frames so far
 * @param hiddenDim size of the layer before each codebook's scores
 */
public record PriorConfig(
        String model, int numCodebooks, int codebookSize, int vectorDim, int stateDim, int hiddenDim) {

    /** Vectors of all tokens: {@code [numCodebooks, codebookSize, vectorDim]}. */
    public static final String VECTORS = "vectors";

    /** Natural logarithms of how often each token comes: {@code [numCodebooks, codebookSize]}. */
    public static final String ORDER0 = "order0";

    /** From a frame's input to the three gates. */
    public static final String INPUT = "gates.input";

    /** From the state to the three gates. */
    public static final String STATE = "gates.state";

    public PriorConfig {
        if (model == null || !model.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("model must be 16 hexadecimal digits, is " + model);
        }
        requireRange("numCodebooks", numCodebooks, 1, 16);
        requireRange("codebookSize", codebookSize, 2, 1 << (TokenPredictor.TOTAL_BITS - 1));
        requireRange("vectorDim", vectorDim, 1, 1024);
        requireRange("stateDim", stateDim, 1, 1024);
        requireRange("hiddenDim", hiddenDim, 1, 1024);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    /** Whether the weights of one can be those of the other, whatever their models. */
    public boolean isOfShape(PriorConfig other) {
        return equals(new PriorConfig(
                model, other.numCodebooks, other.codebookSize, other.vectorDim, other.stateDim, other.hiddenDim));
    }

    /** Numbers of a frame's input: the sum of its vectors, and a one at the place of its number of codebooks. */
    public int inputDim() {
        return vectorDim + numCodebooks;
    }

    /** From the state and the sum of this frame's vectors so far to a codebook's hidden layer. */
    public static String hidden(int codebook) {
        return "codebook" + codebook + ".hidden";
    }

    /** From a codebook's hidden layer to its scores. */
    public static String scores(int codebook) {
        return "codebook" + codebook + ".scores";
    }

    /** Names and shapes of the tensors, in the order of the file. A layer has a {@code .weight} and a {@code .bias}. */
    public Map<String, int[]> shapes() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put(VECTORS, new int[] {numCodebooks, codebookSize, vectorDim});
        shapes.put(ORDER0, new int[] {numCodebooks, codebookSize});
        layer(shapes, INPUT, 3 * stateDim, inputDim());
        layer(shapes, STATE, 3 * stateDim, stateDim);
        for (int q = 0; q < numCodebooks; q++) {
            layer(shapes, hidden(q), hiddenDim, stateDim + vectorDim);
            layer(shapes, scores(q), codebookSize, hiddenDim);
        }
        return shapes;
    }

    private static void layer(Map<String, int[]> shapes, String name, int outputs, int inputs) {
        shapes.put(name + ".weight", new int[] {outputs, inputs, 1});
        shapes.put(name + ".bias", new int[] {outputs});
    }
}
