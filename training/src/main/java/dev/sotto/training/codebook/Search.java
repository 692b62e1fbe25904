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

    /**
     * Third term of equation 3, {@code |z - sg(e)|^2}, a scalar: for each codebook in use, of what it was given; summed
     * over the codebooks, the mean over the rest.
     *
     * @param latents {@code [N, D]}, those that were searched
     * @param use for each codebook {@code [N, 1]}: 1 where it is in use, else 0; an empty list where all are
     */
    public NDArray commitment(NDArray latents, List<NDArray> use) {
        NDArray reached = null;
        NDArray sum = null;
        for (int q = 0; q < chosen.size(); q++) {
            reached = reached == null ? chosen.get(q) : reached.add(chosen.get(q));
            NDArray error = where(use, q, latents.sub(reached).square()).mean();
            sum = sum == null ? error : sum.add(error);
        }
        return sum;
    }

    /**
     * {@code z + sg(e - z)}, {@code [N, D]}: the decoder gets the vectors, the encoder the decoder's gradient. A latent
     * that uses no codebook passes untouched.
     */
    public NDArray straightThrough(NDArray latents, List<NDArray> use) {
        NDArray reached = where(use, 0, chosen.get(0));
        for (int q = 1; q < chosen.size(); q++) {
            reached = reached.add(where(use, q, chosen.get(q)));
        }
        return latents.add(where(use, 0, reached.sub(latents)).stopGradient());
    }

    private static NDArray where(List<NDArray> use, int codebook, NDArray values) {
        return use.isEmpty() ? values : values.mul(use.get(codebook));
    }
}
