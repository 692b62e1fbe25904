package dev.sotto.quantizer;

import java.util.Arrays;
import java.util.List;

/**
 * Names a latent vector by one token a codebook, each the nearest to what the ones before left over; and sums the named
 * vectors up again. Has no past, but room to work in: one for each stream. Not thread-safe.
 */
public final class ResidualVectorQuantizer {

    private final List<Codebook> codebooks;
    private final int dimension;
    private final int maxFrames;
    /** Room to search in, made by the first search. */
    private float[] residuals;

    private float[] scores;

    /** @param maxFrames the most frames of one call */
    public ResidualVectorQuantizer(List<Codebook> codebooks, int maxFrames) {
        this.codebooks = codebooks;
        this.dimension = codebooks.get(0).dimension();
        this.maxFrames = maxFrames;
    }

    /**
     * Of two vectors that are as near, the lower token is taken.
     *
     * @param latents {@code [frames][dimension]}
     * @param tokens receives {@code [frames][numCodebooks]} from {@code offset} on
     */
    public void quantize(float[] latents, int frames, int numCodebooks, int[] tokens, int offset) {
        if (scores == null) {
            residuals = new float[maxFrames * dimension];
            scores = new float[maxFrames * codebooks.get(0).scoreStride()];
        }
        System.arraycopy(latents, 0, residuals, 0, frames * dimension);
        for (int q = 0; q < numCodebooks; q++) {
            Codebook codebook = codebooks.get(q);
            codebook.score(residuals, frames, scores);
            for (int t = 0; t < frames; t++) {
                int token = codebook.nearest(scores, t);
                tokens[offset + t * numCodebooks + q] = token;
                codebook.subtract(token, residuals, t * dimension);
            }
        }
    }

    /**
     * Sums the vectors that the first {@code numCodebooks} tokens of one frame name, in the order of the codebooks.
     *
     * @param latents receives them from {@code latentOffset} on
     */
    public void dequantize(int[] tokens, int offset, int numCodebooks, float[] latents, int latentOffset) {
        Arrays.fill(latents, latentOffset, latentOffset + dimension, 0f);
        for (int q = 0; q < numCodebooks; q++) {
            codebooks.get(q).add(tokens[offset + q], latents, latentOffset);
        }
    }
}
