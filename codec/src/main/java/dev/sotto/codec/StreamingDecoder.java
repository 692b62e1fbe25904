package dev.sotto.codec;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import dev.sotto.synthesis.Synthesizer;
import java.util.List;
import java.util.Objects;

/** Turns the tokens of one stream into sound, a frame at a time. Not thread-safe; allocates nothing per frame. */
public final class StreamingDecoder {

    private final CodecConfig config;
    private final int hopLength;
    private final ResidualVectorQuantizer quantizer;
    private final Decoder decoder;
    private final Synthesizer synthesizer;
    private final float[] latents;
    private final float[] parameters;

    StreamingDecoder(SpectralKernel kernel, NetworkWeights weights, List<Codebook> codebooks, int maxFrames) {
        this.config = weights.config();
        this.hopLength = config.hopLength();
        this.quantizer = new ResidualVectorQuantizer(codebooks, maxFrames);
        this.decoder = new Decoder(weights, maxFrames);
        this.synthesizer = new Synthesizer(kernel);
        this.latents = new float[maxFrames * config.latentDim()];
        this.parameters = new float[maxFrames * config.stepsPerFrame() * CodecConfig.PARAMETERS];
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
        decoder.decode(latents, frames, parameters);
        synthesizer.synthesise(parameters, 0, frames * config.stepsPerFrame(), samples, sampleOffset);
    }

    /** Back to the state of a new stream. */
    public void reset() {
        reset(0);
    }

    /**
     * To the state of a stream whose first frame is {@code frame}: noise and the phase of pulses follow the number of
     * the frame, so that whoever goes on in the middle makes the samples that he would have made from the beginning.
     *
     * @param frame number of the next frame in its stream
     */
    public void reset(long frame) {
        decoder.reset();
        synthesizer.reset(Math.multiplyExact(frame, config.stepsPerFrame()));
    }

    /** After how many frames nothing of what came before is left in the state. */
    public int memoryFrames() {
        return memoryFrames(config);
    }

    static int memoryFrames(CodecConfig config) {
        int steps = Synthesizer.memorySteps();
        return Decoder.memoryFrames(config) + (steps + config.stepsPerFrame() - 1) / config.stepsPerFrame();
    }
}
