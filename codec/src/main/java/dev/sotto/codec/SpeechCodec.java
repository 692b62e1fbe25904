package dev.sotto.codec;

import dev.sotto.audio.Waveform;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.token.TokenSequence;

/** A model made ready to run: gives encoders and decoders, one of each a stream. Thread-safe; share one. */
public final class SpeechCodec {

    private final ModelFile model;

    private SpeechCodec(ModelFile model) {
        this.model = model;
    }

    public static SpeechCodec of(ModelFile model) {
        return new SpeechCodec(model);
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

    public StreamingEncoder newEncoder(int numCodebooks) {
        throw new UnsupportedOperationException("stub");
    }

    public StreamingDecoder newDecoder() {
        throw new UnsupportedOperationException("stub");
    }

    /**
     * Whole-file encoding, the same tokens as frame by frame: the sound is followed by silence up to
     * {@link CodecConfig#numFrames} frames, so that the decoder's delay cuts nothing off.
     */
    public TokenSequence encode(Waveform speech, int numCodebooks) {
        throw new UnsupportedOperationException("stub");
    }

    /** Whole-file decoding: the delay removed, {@code numSamples} of sound. */
    public Waveform decode(TokenSequence tokens, int numSamples) {
        throw new UnsupportedOperationException("stub");
    }
}
