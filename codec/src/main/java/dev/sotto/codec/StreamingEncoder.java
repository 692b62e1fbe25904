package dev.sotto.codec;

import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import java.util.List;
import java.util.Objects;

/** Turns the frames of one stream into tokens, one at a time. Not thread-safe; allocates nothing per frame. */
public final class StreamingEncoder {

    private final CodecConfig config;
    private final int hopLength;
    private final int numCodebooks;
    private final LogSpectra analysis;
    private final Encoder encoder;
    private final ResidualVectorQuantizer quantizer;
    private final float[] features;
    private final float[] latents;

    StreamingEncoder(
            SpectralKernel kernel, NetworkWeights weights, List<Codebook> codebooks, int numCodebooks, int maxFrames) {
        this.config = weights.config();
        this.hopLength = config.hopLength();
        this.numCodebooks = numCodebooks;
        this.analysis = new LogSpectra(kernel);
        this.encoder = new Encoder(weights, maxFrames);
        this.quantizer = new ResidualVectorQuantizer(codebooks, maxFrames);
        this.features = new float[maxFrames * config.stepsPerFrame() * CodecConfig.FEATURES];
        this.latents = new float[maxFrames * config.latentDim()];
    }

    public int numCodebooks() {
        return numCodebooks;
    }

    /**
     * One frame.
     *
     * @param samples {@code hopLength} of them from {@code offset} on, in [-1, 1); one that is not finite counts as 0
     * @param tokens receives {@code numCodebooks} tokens from {@code tokenOffset} on
     */
    public void encode(float[] samples, int offset, int[] tokens, int tokenOffset) {
        encode(samples, offset, 1, tokens, tokenOffset);
    }

    /**
     * One frame with some of the codebooks: the same tokens, the last ones left out. Their number may change from frame
     * to frame.
     *
     * @param codebooks 1 to {@link #numCodebooks}
     */
    public void encode(float[] samples, int offset, int[] tokens, int tokenOffset, int codebooks) {
        if (codebooks < 1 || codebooks > numCodebooks) {
            throw new IllegalArgumentException("codebooks must be 1 to " + numCodebooks + ", is " + codebooks);
        }
        Objects.checkFromIndexSize(offset, hopLength, samples.length);
        Objects.checkFromIndexSize(tokenOffset, codebooks, tokens.length);
        latents(samples, offset, 1);
        quantizer.quantize(latents, 1, codebooks, tokens, tokenOffset);
    }

    /** Several frames at once: the same tokens as one after another, sooner. */
    void encode(float[] samples, int offset, int frames, int[] tokens, int tokenOffset) {
        Objects.checkFromIndexSize(offset, frames * hopLength, samples.length);
        Objects.checkFromIndexSize(tokenOffset, frames * numCodebooks, tokens.length);
        latents(samples, offset, frames);
        quantizer.quantize(latents, frames, numCodebooks, tokens, tokenOffset);
    }

    private void latents(float[] samples, int offset, int frames) {
        analysis.analyse(samples, offset, frames * config.stepsPerFrame(), features, 0);
        encoder.encode(features, frames, latents);
    }

    /** Back to the state of a new stream: silence before the first frame. */
    public void reset() {
        analysis.reset();
        encoder.reset();
    }

    /** After how many frames nothing of what came before is left in the state (the receptive field, rounded up). */
    public int memoryFrames() {
        return memoryFrames(config);
    }

    static int memoryFrames(CodecConfig config) {
        int steps = Encoder.memorySteps(config) + LogSpectra.memorySteps();
        return (steps + config.stepsPerFrame() - 1) / config.stepsPerFrame();
    }
}
