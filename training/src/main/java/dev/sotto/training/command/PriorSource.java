package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.PriorOption;
import dev.sotto.command.Progress;
import dev.sotto.corpus.recording.SpeechFolder;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.row.TokenRows;
import dev.sotto.model.CodecConfig;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.prior.SpeechTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a prior learns from: one of the two. */
final class PriorSource {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Audio files to learn from: all below DIR, or those of the split 'train' in"
                    + " DIR/manifest.csv. Their tokens are made first, and kept in OUT.")
    private Path data;

    @Option(
            names = "--tokens",
            paramLabel = "DIR",
            description = "Tokens to learn from: a folder that 'sotto tokenize' wrote, or a file of rows.")
    private Path tokens;

    /** What was named. */
    Path folder() {
        return data == null ? tokens : data;
    }

    /**
     * All with the same number of codebooks, of two frames at least.
     *
     * @param modelName what messages call the model
     * @param variants how often speech is learnt from
     * @param cache where the tokens of speech are kept
     * @param coded the prior of tokens that are entropy-coded
     */
    List<TokenSequence> tokens(SpeechCodec codec, String modelName, int variants, Path cache, PriorOption coded)
            throws IOException {
        return data == null ? rows(codec, modelName, coded) : speech(codec, variants, cache);
    }

    private List<TokenSequence> speech(SpeechCodec codec, int variants, Path cache) throws IOException {
        SpeechFolder corpus = SpeechFolder.of(data, "train");
        long clips = (long) corpus.files().size() * variants;
        try (Progress progress = Progress.of("Tokenising speech", "clips", clips, true)) {
            List<TokenSequence> sequences = new SpeechTokens(codec, variants).open(cache, corpus, progress::stepTo);
            if (sequences.isEmpty()) {
                throw new BadInputException("no file in " + data + " could be read as sound: name a folder of speech");
            }
            return sequences;
        }
    }

    private List<TokenSequence> rows(SpeechCodec codec, String modelName, PriorOption coded) throws IOException {
        List<TokenRow> rows = TokenRows.read(tokens, fingerprint -> coded.priorOf(fingerprint, tokens.toString()));
        for (TokenRow row : rows) {
            require(row, rows.get(0).tokens().numCodebooks(), codec, modelName);
        }
        List<TokenSequence> sequences = rows.stream()
                .map(TokenRow::tokens)
                .filter(sequence -> sequence.numFrames() > 1)
                .toList();
        if (sequences.isEmpty()) {
            throw new BadInputException(tokens + " has no row of two frames: there is nothing to learn");
        }
        return sequences;
    }

    private void require(TokenRow row, int codebooks, SpeechCodec codec, String modelName) {
        row.requireMadeBy(codec.model(), modelName);
        CodecConfig config = codec.config();
        if (row.tokens().numCodebooks() != codebooks || codebooks > config.numCodebooks()) {
            throw new BadInputException("The row " + row.id() + " of " + tokens + " has "
                    + row.tokens().numCodebooks() + " codebooks: all rows must have the same number, at most "
                    + config.numCodebooks());
        }
        row.requireTokensBelow(config.codebookSize());
    }
}
