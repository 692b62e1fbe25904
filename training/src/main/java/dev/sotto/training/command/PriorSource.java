package dev.sotto.training.command;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.BadInputException;
import dev.sotto.command.Progress;
import dev.sotto.corpus.TokenRow;
import dev.sotto.corpus.TokenRows;
import dev.sotto.model.CodecConfig;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.data.AudioCorpus;
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
     */
    List<TokenSequence> tokens(SpeechCodec codec, String modelName, int variants, Path cache) throws IOException {
        return data == null ? rows(codec, modelName) : speech(codec, variants, cache);
    }

    private List<TokenSequence> speech(SpeechCodec codec, int variants, Path cache) throws IOException {
        AudioCorpus corpus = AudioCorpus.of(data, "train");
        long clips = (long) corpus.files().size() * variants;
        try (Progress progress = Progress.of("Tokenising speech", "clips", clips, true)) {
            List<TokenSequence> sequences = new SpeechTokens(codec, variants).open(cache, corpus, progress::stepTo);
            if (sequences.isEmpty()) {
                throw new BadInputException("no file in " + data + " could be read as sound: name a folder of speech");
            }
            return sequences;
        }
    }

    private List<TokenSequence> rows(SpeechCodec codec, String modelName) throws IOException {
        List<TokenRow> rows = TokenRows.read(tokens);
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
        CodecConfig config = codec.config();
        String fingerprint = String.format("%016x", codec.model().fingerprint());
        if (row.model() != null && !row.model().equals(fingerprint)) {
            throw new BadInputException(tokens + " was made with another model (" + row.model() + ") than " + modelName
                    + " (" + fingerprint + "): name the right one with --model");
        }
        if (row.tokens().numCodebooks() != codebooks || codebooks > config.numCodebooks()) {
            throw new BadInputException("The row " + row.id() + " of " + tokens + " has "
                    + row.tokens().numCodebooks() + " codebooks: all rows must have the same number, at most "
                    + config.numCodebooks());
        }
        for (int token : row.tokens().tokens()) {
            if (token < 0 || token >= config.codebookSize()) {
                throw new BadInputException("The row " + row.id() + " of " + tokens + " has the token " + token
                        + ", which the model does not know");
            }
        }
    }
}
