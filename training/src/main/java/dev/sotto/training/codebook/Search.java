package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/**
 * What residual vector quantization found for {@code N} latents: for each codebook the vectors that it was given, the
 * tokens that it chose and the vectors of these. No gradient flows through any of it.
 *
 * @param residuals for each codebook {@code [N, D]}
 * @param tokens for each codebook {@code [N]}, int64
 * @param chosen for each codebook {@code [N, D]}
 */
public record Search(List<NDArray> residuals, List<NDArray> tokens, List<NDArray> chosen) {

    /** @param latents {@code [N, D]} @param codebooks each {@code [K, D]} */
    static Search of(NDArray latents, List<NDArray> codebooks) {
        Search search = new Search(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        NDArray residual = latents.stopGradient();
        for (NDArray codebook : codebooks) {
            NDArray vectors = codebook.stopGradient();
            NDArray tokens = nearest(residual, vectors);
            NDArray chosen = vectors.get(tokens);
            search.residuals.add(residual);
            search.tokens.add(tokens);
            search.chosen.add(chosen);
            residual = residual.sub(chosen);
        }
        return search;
    }

    /**
     * The nearest vector is that of the largest {@code r . e - |e|^2 / 2}; the same rule as in
     * {@code dev.sotto.quantizer}.
     */
    static NDArray nearest(NDArray residual, NDArray vectors) {
        NDArray halfNorms = vectors.square().sum(new int[] {1}).mul(0.5f);
        return residual.matMul(vectors.transpose()).sub(halfNorms).argMax(1);
    }
}
