package dev.sotto.training.codebook;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The quantizer as a layer (van den Oord et al. 2017, section 3): latents of any shape {@code [N, ..., D]} in, vectors
 * of the same shape out, each the nearest of a codebook (or the sum of one from each, where several codebooks follow
 * one another). What lies between the first axis and the last - time, or the rows and columns of a picture - makes no
 * difference to it.
 */
public final class VectorQuantizer {

    private final Codebooks codebooks;

    public VectorQuantizer(Codebooks codebooks) {
        this.codebooks = codebooks;
    }

    /**
     * What the layer made of a batch.
     *
     * @param vectors {@code [N, ..., D]}, the quantized latents; their gradient goes straight through to the latents
     * @param tokens for each codebook {@code [N, ...]}, int64
     * @param commitment third term of equation 3, {@code |z - sg(e)|^2}, a scalar: the mean for each codebook, summed
     * @param search what was found, for {@link #learn}
     */
    public record Quantized(NDArray vectors, List<NDArray> tokens, NDArray commitment, Search search) {}

    /** Quantizes with all codebooks. */
    public Quantized forward(NDArray latents) {
        return forward(latents, List.of());
    }

    /**
     * Quantizes each latent with the codebooks that it uses: none, or the first few.
     *
     * @param use for each codebook {@code [N * ..., 1]}: 1 where it is in use, else 0; an empty list where all are. A
     *     latent that uses none passes untouched.
     */
    public Quantized forward(NDArray latents, List<NDArray> use) {
        NDArray flat = flat(latents);
        Search search = codebooks.search(flat);
        Shape positions = latents.getShape().slice(0, latents.getShape().dimension() - 1);
        List<NDArray> tokens = new ArrayList<>();
        for (NDArray chosen : search.tokens()) {
            tokens.add(chosen.reshape(positions));
        }
        return new Quantized(
                search.straightThrough(flat, use).reshape(latents.getShape()),
                tokens,
                search.commitment(flat, use),
                search);
    }

    /**
     * What is added to the reconstruction loss: {@code beta} times the commitment and, where the codebooks learn by it,
     * the codebook loss. The KL divergence of {@link #divergence} is no part of it, being constant.
     */
    public NDArray loss(Quantized quantized, float beta) {
        NDArray loss = Values.times(quantized.commitment(), beta);
        return codebooks.learnable().isEmpty() ? loss : loss.add(codebooks.loss(quantized.search()));
    }

    /**
     * KL divergence of the posterior from the uniform prior for one latent, nats: log K for each codebook. The
     * posterior is certain of one token, and the prior holds each for equally likely, so that it is the same whatever
     * the latents are.
     */
    public double divergence() {
        return codebooks.numCodebooks() * Math.log(codebooks.codebookSize());
    }

    /** The vectors that {@code tokens} stand for, {@code [N, ..., D]}: all that a decoder needs. */
    public NDArray vectors(List<NDArray> tokens) {
        NDArray sum = null;
        for (int q = 0; q < tokens.size(); q++) {
            NDArray vectors = codebooks.vectors(q).get(tokens.get(q).flatten());
            sum = sum == null ? vectors : sum.add(vectors);
        }
        return sum.reshape(tokens.get(0).getShape().add(codebooks.dim()));
    }

    /** What the optimizer has to learn: the codebooks' vectors, or nothing. */
    public List<NDArray> learnable() {
        return codebooks.learnable();
    }

    /**
     * Starts the codebooks by k-means on {@code latents}, {@code [N, ..., D]}, of which K at least are needed.
     *
     * @param latentsAStep how many each {@link #learn} will be given
     */
    public void start(NDArray latents, long latentsAStep, SplittableRandom random) {
        codebooks.start(flat(latents), latentsAStep, random);
    }

    /** After a step: moves the averages, and the vectors where they follow them; dead codes start again. */
    public void learn(Quantized quantized, SplittableRandom random) {
        codebooks.update(quantized.search(), random);
    }

    private NDArray flat(NDArray latents) {
        Shape shape = latents.getShape();
        if (shape.dimension() < 2 || shape.get(shape.dimension() - 1) != codebooks.dim()) {
            throw new IllegalArgumentException(
                    "Latents must be [N, ..., " + codebooks.dim() + "], the size of the codes last, are " + shape);
        }
        return latents.reshape(-1, codebooks.dim());
    }
}
