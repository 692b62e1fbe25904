package dev.sotto.codec;

import dev.sotto.audio.Waveform;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** A model made ready to run: gives encoders and decoders, one of each a stream. Thread-safe; share one. */
public final class SpeechCodec {

    /** Frames of one pass over a whole file: enough that each weight is used often while it is near. */
    private static final int CHUNK = 50;

    private final ModelFile model;
    private final NetworkWeights weights;
    private final List<Codebook> codebooks;

    private SpeechCodec(ModelFile model, MatrixKernel kernel) {
        this.model = model;
        this.weights = new NetworkWeights(model, kernel);
        this.codebooks = Codebook.of(model, kernel);
    }

    public static SpeechCodec of(ModelFile model) {
        return of(model, MatrixKernel.preferred());
    }

    /** With a kernel of the caller's choice; all give the same tokens and samples. */
    public static SpeechCodec of(ModelFile model, MatrixKernel kernel) {
        return new SpeechCodec(model, kernel);
    }

    /** The codec of the model inside the jar. */
    public static SpeechCodec bundled() {
        return of(ModelFile.bundled());
    }

    public CodecConfig config() {
        return model.config();
    }

    public ModelFile model() {
        return model;
    }

    /** @throws IllegalArgumentException for more codebooks than the model has, or none */
    public StreamingEncoder newEncoder(int numCodebooks) {
        return newEncoder(numCodebooks, 1);
    }

    StreamingEncoder newEncoder(int numCodebooks, int maxFrames) {
        requireCodebooks(config(), numCodebooks);
        return new StreamingEncoder(weights, codebooks, numCodebooks, maxFrames);
    }

    public StreamingDecoder newDecoder() {
        return newDecoder(1);
    }

    StreamingDecoder newDecoder(int maxFrames) {
        return new StreamingDecoder(weights, codebooks, maxFrames);
    }

    /**
     * Whole-file encoding, the same tokens as frame by frame: the sound is followed by silence up to
     * {@link CodecConfig#numFrames} frames, so that the decoder's delay cuts nothing off. A sample that is not finite
     * counts as 0.
     *
     * @throws IllegalArgumentException for sound of another rate than the model's
     */
    public TokenSequence encode(Waveform speech, int numCodebooks) {
        return encode(speech, numCodebooks, frames -> {});
    }

    /**
     * As {@link #encode(Waveform, int)}.
     *
     * @param done hears now and then how many frames are done
     */
    public TokenSequence encode(Waveform speech, int numCodebooks, IntConsumer done) {
        if (speech.sampleRate() != config().sampleRate()) {
            throw new IllegalArgumentException(
                    "the model wants " + config().sampleRate() + " Hz, the sound has " + speech.sampleRate());
        }
        StreamingEncoder encoder = newEncoder(numCodebooks, CHUNK);
        int hop = config().hopLength();
        int numFrames = config().numFrames(speech.length());
        int[] tokens = new int[Math.multiplyExact(numFrames, numCodebooks)];
        float[] chunk = new float[CHUNK * hop];
        for (int t = 0; t < numFrames; t += CHUNK) {
            int from = Math.min(t * hop, speech.length());
            int present = Math.min(chunk.length, speech.length() - from);
            System.arraycopy(speech.samples(), from, chunk, 0, present);
            Arrays.fill(chunk, present, chunk.length, 0f);
            int frames = Math.min(CHUNK, numFrames - t);
            encoder.encode(chunk, 0, frames, tokens, t * numCodebooks);
            done.accept(t + frames);
        }
        return new TokenSequence(numCodebooks, tokens);
    }

    /**
     * Whole-file decoding: the delay removed, {@code numSamples} of sound.
     *
     * @throws IllegalArgumentException if the tokens are not the model's, or carry less sound than that
     */
    public Waveform decode(TokenSequence tokens, int numSamples) {
        return decode(tokens, numSamples, frames -> {});
    }

    /**
     * As {@link #decode(TokenSequence, int)}.
     *
     * @param done hears now and then how many frames are done
     */
    public Waveform decode(TokenSequence tokens, int numSamples, IntConsumer done) {
        int hop = config().hopLength();
        int delay = config().delay();
        int carried = Math.max(0, Math.multiplyExact(tokens.numFrames(), hop) - delay);
        if (numSamples < 0 || numSamples > carried) {
            throw new IllegalArgumentException(
                    tokens.numFrames() + " frames carry at most " + carried + " samples, not " + numSamples);
        }
        StreamingDecoder decoder = newDecoder(CHUNK);
        float[] samples = new float[numSamples];
        float[] chunk = new float[CHUNK * hop];
        for (int t = 0; t < tokens.numFrames(); t += CHUNK) {
            int frames = Math.min(CHUNK, tokens.numFrames() - t);
            decoder.decode(tokens.tokens(), t * tokens.numCodebooks(), tokens.numCodebooks(), frames, chunk, 0);
            int skip = t == 0 ? delay : 0;
            int at = t * hop + skip - delay;
            int length = Math.min(frames * hop - skip, numSamples - at);
            if (length <= 0) {
                break;
            }
            System.arraycopy(chunk, skip, samples, at, length);
            done.accept(t + frames);
        }
        return new Waveform(samples, config().sampleRate());
    }

    static void requireCodebooks(CodecConfig config, int numCodebooks) {
        if (numCodebooks < 1 || numCodebooks > config.numCodebooks()) {
            throw new IllegalArgumentException(
                    "numCodebooks must be 1 to " + config.numCodebooks() + ", is " + numCodebooks);
        }
    }
}
