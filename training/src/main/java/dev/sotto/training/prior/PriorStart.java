package dev.sotto.training.prior;

import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TensorShapes;
import dev.sotto.prior.PriorConfig;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.network.TensorLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a prior knows before it is trained: the codec's vectors, and how often each token comes. */
final class PriorStart {

    /** Added to each count, so that no token is impossible. */
    private static final double PSEUDO_COUNT = 0.5;

    private static final double SCORE_DEVIATION = 0.05;

    private PriorStart() {}

    /** The tensors that training leaves alone. */
    static Map<String, Tensor> known(PriorConfig config, ModelFile model, List<TokenSequence> sequences) {
        Map<String, int[]> shapes = config.shapes();
        Map<String, Tensor> known = new LinkedHashMap<>();
        known.put(PriorConfig.VECTORS, new Tensor(shapes.get(PriorConfig.VECTORS), vectors(config, model)));
        known.put(PriorConfig.ORDER0, new Tensor(shapes.get(PriorConfig.ORDER0), order0(config, sequences)));
        return known;
    }

    /** The codec's, so much larger or smaller that those of the first codebook deviate by about 1. */
    private static float[] vectors(PriorConfig config, ModelFile model) {
        int length = config.codebookSize() * config.vectorDim();
        float[] all = model.tensors().get(TensorShapes.CODEBOOKS).values();
        float[] vectors = Arrays.copyOf(all, config.numCodebooks() * length);
        double squares = 0;
        for (int i = 0; i < length; i++) {
            squares += vectors[i] * vectors[i];
        }
        float scale = (float) Math.sqrt(length / Math.max(squares, 1e-12));
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] *= scale;
        }
        return vectors;
    }

    private static float[] order0(PriorConfig config, List<TokenSequence> sequences) {
        int size = config.codebookSize();
        double[] counts = new double[config.numCodebooks() * size];
        Arrays.fill(counts, PSEUDO_COUNT);
        double total = PSEUDO_COUNT * size;
        for (TokenSequence sequence : sequences) {
            total += sequence.numFrames();
            for (int i = 0; i < sequence.tokens().length; i++) {
                counts[i % config.numCodebooks() * size + sequence.tokens()[i]]++;
            }
        }
        float[] logarithms = new float[counts.length];
        for (int i = 0; i < counts.length; i++) {
            logarithms[i] = (float) Math.log(counts[i] / total);
        }
        return logarithms;
    }

    /**
     * Where training starts: gates as PyTorch's, hidden layers after Kaiming. The scores begin at order 0, and see the
     * codec's vectors in the first of the hidden numbers, so that tokens which sound alike are likely together.
     */
    static float[] weights(PriorConfig config, TensorLayout layout, Map<String, Tensor> known, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] flat = new float[layout.size()];
        layout.forEach((name, from) -> {
            int[] shape = layout.shape(name);
            int size = TensorLayout.size(shape);
            for (int i = 0; i < size; i++) {
                if (name.startsWith("gates.")) {
                    flat[from + i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(config.stateDim()));
                } else if (name.endsWith("hidden.weight")) {
                    flat[from + i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / shape[1]));
                } else if (name.endsWith("scores.weight")) {
                    flat[from + i] = (float) (random.nextGaussian() * SCORE_DEVIATION);
                }
            }
        });
        layout.forEach((name, from) -> {
            for (int q = 0; q < config.numCodebooks(); q++) {
                if (name.equals(PriorConfig.scores(q) + ".bias")) {
                    float[] order0 = known.get(PriorConfig.ORDER0).values();
                    System.arraycopy(order0, q * config.codebookSize(), flat, from, config.codebookSize());
                } else if (name.equals(PriorConfig.scores(q) + ".weight")) {
                    addVectors(config, known.get(PriorConfig.VECTORS).values(), q, flat, from);
                }
            }
        });
        return flat;
    }

    private static void addVectors(PriorConfig config, float[] vectors, int codebook, float[] flat, int from) {
        int length = config.vectorDim();
        int first = codebook * config.codebookSize() * length;
        double squares = 0;
        for (int i = 0; i < config.codebookSize() * length; i++) {
            squares += vectors[first + i] * vectors[first + i];
        }
        double scale = 2 * SCORE_DEVIATION * Math.sqrt(config.codebookSize() * length / Math.max(squares, 1e-12));
        for (int token = 0; token < config.codebookSize(); token++) {
            for (int i = 0; i < Math.min(length, config.hiddenDim()); i++) {
                flat[from + token * config.hiddenDim() + i] += (float) (scale * vectors[first + token * length + i]);
            }
        }
    }
}
