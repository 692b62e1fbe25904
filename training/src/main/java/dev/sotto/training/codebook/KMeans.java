package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;

/**
 * Lloyd's algorithm, to start a codebook where the latents are; a centre that nothing chose moves to a random vector.
 */
final class KMeans {

    private KMeans() {}

    /**
     * @param vectors {@code [N, D]} with N at least K @return {@code [K, D]}, owned by the manager of {@code vectors}
     */
    static NDArray centres(NDArray vectors, int count, int iterations, SplittableRandom random) {
        NDArray centres = vectors.get(randomRows(vectors, count, random));
        for (int i = 0; i < iterations; i++) {
            NDArray members = Search.nearest(vectors, centres).oneHot(count);
            NDArray sizes = members.sum(new int[] {0}).expandDims(1);
            NDArray means = members.transpose().matMul(vectors).div(sizes.maximum(1));
            NDArray replacements = vectors.get(randomRows(vectors, count, random));
            NDArray alive = sizes.gt(0).toType(vectors.getDataType(), false);
            centres = means.mul(alive).add(replacements.mul(alive.mul(-1).add(1)));
        }
        return centres;
    }

    /** Indices of {@code count} rows drawn with repetition, {@code [count]}. */
    static NDArray randomRows(NDArray vectors, int count, SplittableRandom random) {
        long rows = vectors.getShape().get(0);
        NDManager manager = vectors.getManager();
        return manager.create(random.longs(count, 0, rows).toArray());
    }
}
