package dev.sotto.corpus.run;

import dev.sotto.BadInputException;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.Recording;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.row.Vocabulary;
import dev.sotto.packet.PacketCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Makes a row of tokens of every recording of a corpus. While it runs, all is in a {@link Journal}; then the rows are
 * written in their format and the journal goes. Stopped in any way and started again, it goes on where it was, and ends
 * with the same bytes.
 */
public final class Tokenizer {

    private final SpeechCodec codec;
    private final RowFormat format;
    private final int codebooks;
    private final String fingerprint;
    private final PacketCoding coding;
    private final RecordingToRow rows;

    /** @param coding of {@link RowFormat#SOTTO} */
    public Tokenizer(SpeechCodec codec, RowFormat format, int codebooks, PacketCoding coding) {
        this.codec = codec;
        this.format = format;
        this.codebooks = codebooks;
        this.fingerprint = codec.model().fingerprint().toString();
        this.coding = coding;
        this.rows = new RecordingToRow(codec, codebooks);
    }

    /** Hears how far the work is. */
    public interface Listener {

        /**
         * @param files done, by earlier runs too
         * @param seconds of sound done by this run
         */
        void done(int files, double seconds);
    }

    /** @throws BadInputException if the folder holds something else */
    public TokenizerResult run(Corpus corpus, Path folder, int workers, Listener listener) throws IOException {
        RunFile run = RunFile.of(format.name(), codebooks, fingerprint, coding, corpus);
        RunFile found = run.claim(folder);
        if (found.complete()) {
            Files.deleteIfExists(folder.resolve(Journal.FILE));
            return new TokenizerResult(corpus.size(), found.failed(), found.seconds(), corpus.size(), 0);
        }
        double[] seconds = {0};
        int before;
        try (Journal journal = Journal.open(folder, corpus)) {
            before = journal.size();
            listener.done(before, 0);
            int cores = coresOfOne(corpus.size() - before, workers);
            OrderedWork.run(
                    corpus.recordings().stream()
                            .skip(before)
                            .map(recording -> task(recording, cores))
                            .iterator(),
                    workers,
                    outcome -> {
                        journal.add(outcome);
                        seconds[0] += outcome instanceof TokenRow row ? row.seconds() : 0;
                        listener.done(journal.size(), seconds[0]);
                    });
            journal.force();
            RunFile completed =
                    new Publication(folder, format, Vocabulary.of(codec.model(), codebooks), corpus, coding).of(run);
            completed.write(folder);
            found = completed;
        }
        Files.delete(folder.resolve(Journal.FILE));
        return new TokenizerResult(corpus.size(), found.failed(), found.seconds(), before, seconds[0]);
    }

    /** Only where there are few recordings the cores share one. */
    private static int coresOfOne(int recordings, int workers) {
        return recordings < 4 * workers ? Runtime.getRuntime().availableProcessors() : 1;
    }

    private Callable<RowOrFailure> task(Recording recording, int cores) {
        Path path = recording.path();
        return () ->
                rows.row(recording.id(), path.toString(), recording.columns(), () -> Files.newInputStream(path), cores);
    }
}
