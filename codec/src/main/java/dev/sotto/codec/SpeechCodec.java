package dev.sotto.codec;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.Waveform;
import dev.sotto.concealment.Concealment;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.synthesis.Voice;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.util.List;
import java.util.function.IntConsumer;

/** A model made ready to run: gives encoders and decoders, one of each a stream. Thread-safe; share one. */
public final class SpeechCodec {

    private final ModelFile model;
    private final SpectralKernel kernel;
    private final NetworkWeights weights;
    private final List<Codebook> codebooks;
    private final Voice voice;

    /** Room to work in, one for each thread however many streams it carries. */
    private final ThreadLocal<EncoderRoom> encoderRooms;

    private final ThreadLocal<DecoderRoom> decoderRooms;

    private SpeechCodec(ModelFile model, SpectralKernel kernel) {
        this.model = model;
        this.kernel = kernel;
        this.weights = new NetworkWeights(model, kernel.matrix());
        this.codebooks = Codebook.of(model, kernel.matrix());
        this.encoderRooms = ThreadLocal.withInitial(() -> new EncoderRoom(weights, codebooks));
        this.decoderRooms = ThreadLocal.withInitial(() -> new DecoderRoom(weights, codebooks));
        this.voice = Voice.OWN;
    }

    private SpeechCodec(SpeechCodec other, Voice voice) {
        this.model = other.model;
        this.kernel = other.kernel;
        this.weights = other.weights;
        this.codebooks = other.codebooks;
        this.encoderRooms = other.encoderRooms;
        this.decoderRooms = other.decoderRooms;
        this.voice = voice;
    }

    public static SpeechCodec of(ModelFile model) {
        return of(model, SpectralKernel.preferred());
    }

    /** With a kernel of the caller's choice; all give the same tokens and samples. */
    public static SpeechCodec of(ModelFile model, SpectralKernel kernel) {
        return new SpeechCodec(model, kernel);
    }

    /** The codec of the model inside the jar. */
    public static SpeechCodec bundled() {
        return of(ModelFile.bundled());
    }

    /** The same codec, which decodes with another voice; it shares all weights. */
    public SpeechCodec speakingAs(Voice another) {
        return new SpeechCodec(this, another);
    }

    public CodecConfig config() {
        return model.config();
    }

    public ModelFile model() {
        return model;
    }

    /** @throws IllegalArgumentException for more codebooks than the model has, or none */
    public StreamingEncoder newEncoder(int numCodebooks) {
        requireCodebooks(config(), numCodebooks);
        return new StreamingEncoder(kernel, config(), numCodebooks, encoderRooms::get);
    }

    /** After how many frames nothing of what came before is left in an encoder. */
    public int encoderMemoryFrames() {
        return StreamingEncoder.memoryFrames(config());
    }

    /** The same of an encoder that {@linkplain StreamingEncoder#detectPauses detects pauses}. */
    public int pauseMemoryFrames() {
        return StreamingEncoder.pauseMemoryFrames(config());
    }

    /** After how many frames nothing of what came before is left in a decoder, nor in what it makes up. */
    public int decoderMemoryFrames() {
        return StreamingDecoder.concealmentMemoryFrames(config());
    }

    /** So many missing frames are made up, 5 s: 160 ms of speech that fades, then the background's noise. */
    public int maxConcealedFrames() {
        return Concealment.maxFrames(config().stepsPerFrame());
    }

    public StreamingDecoder newDecoder() {
        return new StreamingDecoder(kernel, config(), voice, decoderRooms::get);
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
     * @param done hears now and then how many frames are done, from one thread at a time, not always the same
     */
    public TokenSequence encode(Waveform speech, int numCodebooks, IntConsumer done) {
        return encode(speech, numCodebooks, Runtime.getRuntime().availableProcessors(), done);
    }

    /**
     * As {@link #encode(Waveform, int)}, on so many cores at most: one where many sounds are encoded at once anyway.
     *
     * @param cores each but the first costs a run-in of some frames
     */
    public TokenSequence encode(Waveform speech, int numCodebooks, int cores) {
        return encode(speech, numCodebooks, cores, frames -> {});
    }

    private TokenSequence encode(Waveform speech, int numCodebooks, int cores, IntConsumer done) {
        if (speech.sampleRate() != config().sampleRate()) {
            throw new IllegalArgumentException(
                    "the model wants " + config().sampleRate() + " Hz, the sound has " + speech.sampleRate());
        }
        requireCodebooks(config(), numCodebooks);
        return new WholeFile(this, cores).encode(speech.samples(), numCodebooks, done);
    }

    /**
     * Where in the frames of a sound nobody speaks, for 200 ms at least.
     *
     * @param longest frames of one run
     */
    public Pauses pauses(Waveform speech, int longest) {
        return new WholePauses(kernel, weights, codebooks).find(speech.samples(), longest);
    }

    /** The same tokens, but in each pause those of its background throughout. */
    public TokenSequence hold(TokenSequence tokens, Pauses pauses) {
        return new WholePauses(kernel, weights, codebooks).hold(tokens, pauses);
    }

    private WholeFile wholeFile() {
        return new WholeFile(this, Runtime.getRuntime().availableProcessors());
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
     * @param done hears now and then how many frames are done, from one thread at a time, not always the same
     */
    public Waveform decode(TokenSequence tokens, int numSamples, IntConsumer done) {
        return decode(tokens, Pauses.NONE, numSamples, done);
    }

    /**
     * As {@link #decode(TokenSequence, int)}, on so many cores at most: one where many sounds are decoded at once
     * anyway.
     */
    public Waveform decode(TokenSequence tokens, int numSamples, int cores) {
        requireSound(tokens, numSamples);
        boolean[] silent = Pauses.NONE.of(tokens.numFrames());
        return new Waveform(
                new WholeFile(this, cores).decode(tokens, silent, numSamples, frames -> {}), config().sampleRate());
    }

    /**
     * As {@link #decode(TokenSequence, int, IntConsumer)}, with pauses in it.
     *
     * @see StreamingDecoder#decodePause
     */
    public Waveform decode(TokenSequence tokens, Pauses pauses, int numSamples, IntConsumer done) {
        requireSound(tokens, numSamples);
        boolean[] silent = pauses.of(tokens.numFrames());
        return new Waveform(wholeFile().decode(tokens, silent, numSamples, done), config().sampleRate());
    }

    /**
     * As {@link #decode(TokenSequence, int, IntConsumer)}, as if some of the frames had been lost on their way.
     *
     * @see StreamingDecoder#conceal
     */
    public Waveform decode(TokenSequence tokens, FrameLoss loss, int numSamples, IntConsumer done) {
        return decode(tokens, Pauses.NONE, loss, numSamples, done);
    }

    /** As {@link #decode(TokenSequence, FrameLoss, int, IntConsumer)}, with pauses in it. */
    public Waveform decode(TokenSequence tokens, Pauses pauses, FrameLoss loss, int numSamples, IntConsumer done) {
        requireSound(tokens, numSamples);
        boolean[] silent = pauses.of(tokens.numFrames());
        boolean[] lost = loss.of(tokens.numFrames());
        return new Waveform(wholeFile().decode(tokens, silent, lost, numSamples, done), config().sampleRate());
    }

    private void requireSound(TokenSequence tokens, int numSamples) {
        int hop = config().hopLength();
        int delay = config().delay();
        int carried = Math.max(0, Math.multiplyExact(tokens.numFrames(), hop) - delay);
        if (numSamples < 0 || numSamples > carried) {
            throw new IllegalArgumentException(
                    tokens.numFrames() + " frames carry at most " + carried + " samples, not " + numSamples);
        }
        requireTokens(tokens);
    }

    static void requireCodebooks(CodecConfig config, int numCodebooks) {
        if (numCodebooks < 1 || numCodebooks > config.numCodebooks()) {
            throw new IllegalArgumentException(
                    "numCodebooks must be 1 to " + config.numCodebooks() + ", is " + numCodebooks);
        }
    }

    /** @throws IllegalArgumentException if they are not of the model's codebooks */
    public void requireTokens(TokenSequence tokens) {
        requireCodebooks(config(), tokens.numCodebooks());
        requireTokens(config(), tokens.tokens(), 0, tokens.tokens().length);
    }

    static void requireTokens(CodecConfig config, int[] tokens, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (tokens[i] < 0 || tokens[i] >= config.codebookSize()) {
                throw new IllegalArgumentException(
                        "token must be 0 to " + (config.codebookSize() - 1) + ", is " + tokens[i]);
            }
        }
    }
}
