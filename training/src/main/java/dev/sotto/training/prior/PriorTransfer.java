package dev.sotto.training.prior;

import dev.sotto.model.Tensor;
import dev.sotto.prior.PriorConfig;
import dev.sotto.prior.PriorFile;
import dev.sotto.training.network.TensorLayout;
import java.util.Map;

/**
 * Starts a prior for one model from that for another, which is the same model trained further: its tokens have other
 * numbers, but its vectors still lie in much the same space. Gates and hidden layers are kept; each token's scores
 * become what a token with its vector would have had, by least squares over the old tokens.
 */
final class PriorTransfer {

    /** Keeps the equations solvable; small against the number of tokens. */
    private static final double RIDGE = 1e-3;

    private PriorTransfer() {}

    /** @param known the new model's vectors and how often its tokens come */
    static float[] weights(PriorFile from, PriorConfig to, TensorLayout layout, Map<String, Tensor> known) {
        float[] flat = layout.flatten(from.tensors());
        if (from.config().model().equals(to.model())) {
            return flat;
        }
        layout.forEach((name, at) -> {
            for (int q = 0; q < to.numCodebooks(); q++) {
                if (name.equals(PriorConfig.scores(q) + ".weight")) {
                    double[][] before = rows(from.tensors(), to, q);
                    float[] weights = from.tensors().get(name).values();
                    double[][] map = leastSquares(before, weights, to.hiddenDim());
                    apply(rows(known, to, q), map, flat, at);
                } else if (name.equals(PriorConfig.scores(q) + ".bias")) {
                    float[] order0 = known.get(PriorConfig.ORDER0).values();
                    System.arraycopy(order0, q * to.codebookSize(), flat, at, to.codebookSize());
                }
            }
        });
        return flat;
    }

    /** A row a token: its vector, and a one. */
    private static double[][] rows(Map<String, Tensor> tensors, PriorConfig config, int codebook) {
        float[] vectors = tensors.get(PriorConfig.VECTORS).values();
        int length = config.vectorDim();
        double[][] rows = new double[config.codebookSize()][length + 1];
        for (int token = 0; token < rows.length; token++) {
            for (int i = 0; i < length; i++) {
                rows[token][i] = vectors[(codebook * rows.length + token) * length + i];
            }
            rows[token][length] = 1;
        }
        return rows;
    }

    /** What comes nearest to {@code rows * map = targets}, by the normal equations. */
    private static double[][] leastSquares(double[][] rows, float[] targets, int width) {
        int size = rows[0].length;
        double[][] equations = new double[size][size + width];
        for (int i = 0; i < size; i++) {
            equations[i][i] = RIDGE * rows.length;
        }
        for (int token = 0; token < rows.length; token++) {
            double[] row = rows[token];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    equations[i][j] += row[i] * row[j];
                }
                for (int j = 0; j < width; j++) {
                    equations[i][size + j] += row[i] * targets[token * width + j];
                }
            }
        }
        eliminate(equations);
        return equations;
    }

    /** Gauss and Jordan; without pivots, as the matrix is symmetric and positive. */
    private static void eliminate(double[][] equations) {
        for (int i = 0; i < equations.length; i++) {
            double pivot = equations[i][i];
            for (int k = i; k < equations[i].length; k++) {
                equations[i][k] /= pivot;
            }
            for (int j = 0; j < equations.length; j++) {
                double factor = equations[j][i];
                if (j != i && factor != 0) {
                    for (int k = i; k < equations[j].length; k++) {
                        equations[j][k] -= factor * equations[i][k];
                    }
                }
            }
        }
    }

    /** @param map behind the unit matrix that elimination has left */
    private static void apply(double[][] rows, double[][] map, float[] flat, int at) {
        int size = map.length;
        int width = map[0].length - size;
        for (int token = 0; token < rows.length; token++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int i = 0; i < size; i++) {
                    sum += rows[token][i] * map[i][size + j];
                }
                flat[at + token * width + j] = (float) sum;
            }
        }
    }
}
