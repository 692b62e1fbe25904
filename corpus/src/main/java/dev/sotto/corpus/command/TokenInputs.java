package dev.sotto.corpus.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.PriorOption;
import dev.sotto.command.Progress;
import dev.sotto.corpus.recording.Recording;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.row.TokenRows;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tokens of whatever a user names: speech, which is encoded, or what {@code sotto tokenize} has written. */
final class TokenInputs {

    private final SpeechCodec codec;
    private final String modelName;
    private final int codebooks;
    private final PriorOption prior;

    /** @param modelName what messages call the model */
    TokenInputs(SpeechCodec codec, String modelName, int codebooks, PriorOption prior) {
        this.codec = codec;
        this.modelName = modelName;
        this.codebooks = codebooks;
        this.prior = prior;
    }

    List<TokenSequence> read(List<String> inputs, boolean showsProgress) throws IOException {
        List<TokenSequence> sequences = new ArrayList<>();
        List<String> speech = new ArrayList<>();
        for (String input : inputs) {
            Path path = path(input);
            if (path != null && TokenRows.isTokens(path)) {
                for (TokenRow row : TokenRows.read(path, fingerprint -> prior.priorOf(fingerprint, input))) {
                    sequences.add(tokens(input, row));
                }
            } else {
                speech.add(input);
            }
        }
        if (!speech.isEmpty()) {
            encode(RecordingFinder.find(speech).recordings(), showsProgress, sequences);
        }
        sequences.removeIf(tokens -> tokens.numFrames() == 0);
        if (sequences.isEmpty()) {
            throw new BadInputException(String.join(", ", inputs) + " hold no frame of speech");
        }
        return sequences;
    }

    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void encode(List<Recording> recordings, boolean showsProgress, List<TokenSequence> to) {
        try (Progress progress = Progress.of("encode", "files", recordings.size(), showsProgress)) {
            for (int i = 0; i < recordings.size(); i++) {
                to.add(codec.encode(AudioFiles.read(recordings.get(i).path()), codebooks));
                progress.stepTo(i + 1);
            }
        }
    }

    private TokenSequence tokens(String input, TokenRow row) {
        row.requireMadeBy(codec.model(), modelName);
        if (row.tokens().numCodebooks() < codebooks) {
            throw new BadInputException("The row " + row.id() + " of " + input + " has "
                    + row.tokens().numCodebooks() + " codebooks: ask for no more with --codebooks");
        }
        row.requireTokensBelow(codec.config().codebookSize());
        return row.tokens().firstCodebooks(codebooks);
    }
}
