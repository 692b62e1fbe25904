package dev.sotto.corpus.run;

import dev.sotto.BadInputException;
import dev.sotto.Fingerprint;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.recording.UniqueNames;
import dev.sotto.corpus.row.DurableFile;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.RowJson;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.RowReader;
import dev.sotto.corpus.row.SafeName;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Makes a WAV file of every row of tokens, under its id. */
public final class Detokenizer {

    private final RowToSpeech speech;
    private final Function<Fingerprint, Prior> priors;

    /**
     * Decodes with a codec.
     *
     * @param codebooks use only so many of the first; null for all that a row has
     * @param priors gives the prior that entropy-coded tokens name by its fingerprint, or throws
     */
    public Detokenizer(SpeechCodec codec, Integer codebooks, Function<Fingerprint, Prior> priors) {
        this.priors = priors;
        this.speech = new RowToSpeech(codec, codebooks, Runtime.getRuntime().availableProcessors());
    }

    /** What becomes of a row: sound of so many seconds, or why there is none. */
    private record Decoded(double seconds, FailedFile failure) {}

    /**
     * @param source a folder that a run has written, or a file of any of its formats
     * @throws BadInputException for tokens of another model, or none at all
     */
    public DetokenizerResult run(Path source, Path folder, int workers, Tokenizer.Listener listener)
            throws IOException {
        try (RowReader rows = RowReader.open(source, priors)) {
            Files.createDirectories(folder);
            Path failures = folder.resolve(Publication.FAILED);
            Files.deleteIfExists(failures);
            int[] files = {0};
            double[] seconds = {0};
            StringBuilder failed = new StringBuilder();
            OrderedWork.run(new Tasks(rows, folder), workers, decoded -> {
                files[0]++;
                seconds[0] += decoded.seconds();
                if (decoded.failure() != null) {
                    failed.append(RowJson.line(decoded.failure())).append('\n');
                }
                listener.done(files[0], seconds[0]);
            });
            if (files[0] == 0) {
                throw new BadInputException(source + " holds no row: there is nothing to decode");
            }
            if (!failed.isEmpty()) {
                DurableFile.write(failures, failed.toString());
            }
            return new DetokenizerResult(
                    files[0], (int) failed.chars().filter(c -> c == '\n').count(), seconds[0]);
        }
    }

    /** Reads a row when there is room for it. */
    private final class Tasks implements Iterator<Callable<Decoded>> {

        private final RowReader rows;
        private final Path folder;
        private final UniqueNames names = new UniqueNames();
        private RowOrFailure next;

        Tasks(RowReader rows, Path folder) throws IOException {
            this.rows = rows;
            this.folder = folder;
            this.next = rows.next();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Callable<Decoded> next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            RowOrFailure outcome = next;
            try {
                next = rows.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (outcome instanceof FailedFile failure) {
                return () -> new Decoded(0, failure);
            }
            TokenRow row = (TokenRow) outcome;
            speech.requireOurs(row);
            String name = names.next(SafeName.of(row.id())) + ".wav";
            try {
                Path file = folder.resolve(name);
                return () -> decode(row, file);
            } catch (InvalidPathException e) {
                return () -> new Decoded(0, RowToSpeech.failed(row, "has a name that no file can have in this locale"));
            }
        }
    }

    private Decoded decode(TokenRow row, Path file) throws IOException {
        Waveform sound;
        try {
            sound = speech.speech(row);
        } catch (IllegalArgumentException e) {
            return new Decoded(0, RowToSpeech.failed(row, e));
        }
        Files.createDirectories(file.getParent());
        DurableFile.write(file, out -> AudioFiles.writeWav(sound, out));
        return new Decoded(sound.seconds(), null);
    }
}
