package dev.sotto.codec;

import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import java.util.List;
import java.util.Objects;

/** Turns the tokens of one stream into sound, a frame at a time. Not thread-safe; allocates nothing per frame. */
public final class StreamingDecoder {

    private final CodecConfig config;
    private final int hopLength;
    private final ResidualVectorQuantizer quantizer;
    private final Decoder decoder;
    private final float[] latents;

    StreamingDecoder(NetworkWeights weights, List<Codebook> codebooks, int maxFrames) {
        this.config = weights.config();
        this.hopLength = config.hopLength();
        this.quantizer = new ResidualVectorQuantizer(codebooks, maxFrames);
        this.decoder = new Decoder(weights, maxFrames);
        this.latents = new float[maxFrames * config.latentDim()];
    }

    /**
     * One frame.
     *
     * @param tokens the first {@code numCodebooks} tokens of the frame from {@code offset} on; may differ from frame to
     *     frame
     * @param samples receives {@code hopLength} samples from {@code sampleOffset} on, later than the encoder's input by
     *     the configuration's delay; may exceed [-1, 1) a little
     * @throws IllegalArgumentException for a token outside its codebook, or more codebooks than the model has; the
     *     state is then as it was
     */
    public void decode(int[] tokens, int offset, int numCodebooks, float[] samples, int sampleOffset) {
        decode(tokens, offset, numCodebooks, 1, samples, sampleOffset);
    }

    /** Several frames at once: the same samples as one after another, sooner. */
    void decode(int[] tokens, int offset, int numCodebooks, int frames, float[] samples, int sampleOffset) {
        SpeechCodec.requireCodebooks(config, numCodebooks);
        Objects.checkFromIndexSize(offset, frames * numCodebooks, tokens.length);
        Objects.checkFromIndexSize(sampleOffset, frames * hopLength, samples.length);
        SpeechCodec.requireTokens(config, tokens, offset, frames * numCodebooks);
        for (int t = 0; t < frames; t++) {
            quantizer.dequantize(tokens, offset + t * numCodebooks, numCodebooks, latents, t * config.latentDim());
        }
        decoder.decode(latents, frames, samples, sampleOffset);
    }

    /** Back to the state of a new stream. */
    public void reset() {
        decoder.reset();
    }

    /** After how many frames nothing of what came before is left in the state. */
    public int memoryFrames() {
        return Decoder.memoryFrames(config);
    }
}
