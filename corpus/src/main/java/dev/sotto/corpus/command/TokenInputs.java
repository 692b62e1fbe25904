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

    /** @param path of the recording; of tokens that name none, their own */
    record Input(Path path, TokenSequence tokens) {}

    /** @param modelName what messages call the model */
    TokenInputs(SpeechCodec codec, String modelName, int codebooks, PriorOption prior) {
        this.codec = codec;
        this.modelName = modelName;
        this.codebooks = codebooks;
        this.prior = prior;
    }

    List<Input> read(List<String> inputs, boolean showsProgress) throws IOException {
        List<Input> sequences = new ArrayList<>();
        List<String> speech = new ArrayList<>();
        for (String input : inputs) {
            Path path = path(input);
            if (path != null && TokenRows.isTokens(path)) {
                for (TokenRow row : TokenRows.read(path, fingerprint -> prior.priorOf(fingerprint, input))) {
                    sequences.add(new Input(recording(input, row), tokens(input, row)));
                }
            } else {
                speech.add(input);
            }
        }
        if (!speech.isEmpty()) {
            encode(RecordingFinder.find(speech).recordings(), showsProgress, sequences);
        }
        sequences.removeIf(found -> found.tokens().numFrames() == 0);
        if (sequences.isEmpty()) {
            throw new BadInputException(String.join(", ", inputs) + " hold no frame of speech");
        }
        return sequences;
    }

    private static Path recording(String input, TokenRow row) {
        Path path = row.path() == null ? null : path(row.path());
        return path == null ? path(input) : path;
    }

    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void encode(List<Recording> recordings, boolean showsProgress, List<Input> to) {
        try (Progress progress = Progress.of("encode", "files", recordings.size(), showsProgress)) {
            for (int i = 0; i < recordings.size(); i++) {
                Path path = recordings.get(i).path();
                to.add(new Input(path, codec.encode(AudioFiles.read(path), codebooks)));
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
