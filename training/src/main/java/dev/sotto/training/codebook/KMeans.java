package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;
import java.util.SplittableRandom;

/**
 * Lloyd's algorithm, to start a codebook where the latents are; a centre that nothing chose moves to a random vector.
 */
final class KMeans {

    /** Vectors that are looked at together: what they need to be sorted is small enough to stay in use. */
    private static final long CHUNK = 2048;

    private KMeans() {}

    /**
     * @param vectors {@code [N, D]} with N at least K @return {@code [K, D]}, owned by the manager of {@code vectors}
     */
    static NDArray centres(NDArray vectors, int count, int iterations, SplittableRandom random) {
        NDArray centres = vectors.get(randomRows(vectors, count, random));
        for (int i = 0; i < iterations; i++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Values.assign(centres, moved(vectors, centres, random));
            }
        }
        return centres;
    }

    /** Each centre where the mean of its vectors is. */
    private static NDArray moved(NDArray vectors, NDArray centres, SplittableRandom random) {
        long rows = vectors.getShape().get(0);
        int count = (int) centres.getShape().get(0);
        NDArray sums = centres.zerosLike();
        NDArray sizes = centres.getManager().zeros(new Shape(count));
        for (long from = 0; from < rows; from += CHUNK) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray chunk = vectors.get(new NDIndex().addSliceDim(from, Math.min(rows, from + CHUNK)));
                NDArray members = Search.nearest(chunk, centres).oneHot(count);
                sizes.addi(members.sum(new int[] {0}));
                sums.addi(members.transpose().matMul(chunk));
            }
        }
        NDArray column = sizes.expandDims(1);
        NDArray replacements = vectors.get(randomRows(vectors, count, random));
        NDArray alive = column.gt(0).toType(vectors.getDataType(), false);
        return sums.div(column.maximum(1))
                .mul(alive)
                .add(replacements.mul(alive.mul(-1).add(1)));
    }

    /** Indices of {@code count} rows drawn with repetition, {@code [count]}. */
    static NDArray randomRows(NDArray vectors, int count, SplittableRandom random) {
        long rows = vectors.getShape().get(0);
        NDManager manager = vectors.getManager();
        return manager.create(random.longs(count, 0, rows).toArray());
    }
}
