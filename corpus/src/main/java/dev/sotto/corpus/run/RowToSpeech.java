package dev.sotto.corpus.run;

import dev.sotto.BadInputException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.model.CodecConfig;
import dev.sotto.token.TokenSequence;

/** Makes the speech of one row of tokens, wherever it comes from. Thread-safe. */
public final class RowToSpeech {

    private final SpeechCodec codec;
    private final Integer codebooks;
    private final int cores;

    /**
     * Decodes with a codec.
     *
     * @param codebooks use only so many of the first; null for all that a row has
     * @param cores see {@link SpeechCodec#decode(TokenSequence, int, int)}
     */
    public RowToSpeech(SpeechCodec codec, Integer codebooks, int cores) {
        this.codec = codec;
        this.codebooks = codebooks;
        this.cores = cores;
    }

    /** @throws BadInputException for tokens of another model: then all rows are */
    public void requireOurs(TokenRow row) {
        row.requireMadeBy(codec.model(), "this");
    }

    /** @throws IllegalArgumentException for a row that cannot be decoded; {@link #failed} says it in a sentence */
    public Waveform speech(TokenRow row) {
        TokenSequence tokens = codebooks == null ? row.tokens() : row.tokens().firstCodebooks(codebooks);
        try {
            return codec.decode(tokens, samples(row), cores);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public static FailedFile failed(TokenRow row, IllegalArgumentException e) {
        return failed(row, "cannot be decoded: " + e.getMessage());
    }

    static FailedFile failed(TokenRow row, String why) {
        return new FailedFile(row.id(), row.path(), "The row " + row.id() + " " + why + ".");
    }

    private int samples(TokenRow row) {
        if (row.samples() != TokenRow.ALL) {
            return Math.toIntExact(row.samples());
        }
        CodecConfig config = codec.config();
        return Math.max(0, Math.multiplyExact(row.tokens().numFrames(), config.hopLength()) - config.delay());
    }
}
