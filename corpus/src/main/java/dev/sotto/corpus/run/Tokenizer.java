package dev.sotto.corpus.run;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Reading;
import dev.sotto.audio.UnreadableAudioException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.Recording;
import dev.sotto.corpus.recording.Sha256;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.RowFormat;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.corpus.row.Vocabulary;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
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

    /** @param coding of {@link RowFormat#SOTTO} */
    public Tokenizer(SpeechCodec codec, RowFormat format, int codebooks, PacketCoding coding) {
        this.codec = codec;
        this.format = format;
        this.codebooks = codebooks;
        this.fingerprint = codec.model().fingerprint().toString();
        this.coding = coding;
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
        return () -> tokenize(recording, cores);
    }

    private RowOrFailure tokenize(Recording recording, int cores) {
        Path path = recording.path();
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), Sha256.digest())) {
            Reading reading = AudioFiles.readWhatIsThere(in, path.toString());
            boolean accepted = recording.columns().containsKey(Corpus.TRUNCATED);
            Waveform speech = accepted ? reading.sound() : reading.whole();
            // The sound may end before the file does.
            in.transferTo(OutputStream.nullOutputStream());
            return row(recording.truncated(reading.shortfall()), speech, cores, Sha256.hex(in.getMessageDigest()));
        } catch (NoSuchFileException e) {
            return failed(recording, "There is no file " + path + ": check the name and the folder.");
        } catch (UnreadableAudioException e) {
            return failed(recording, e.getMessage());
        } catch (IOException | RuntimeException e) {
            // One file, whatever is wrong with it, does not end a run of thousands.
            return failed(recording, path + " cannot be tokenised: " + e + ".");
        }
    }

    private TokenRow row(Recording recording, Waveform speech, int cores, String sha256) {
        CodecConfig config = codec.config();
        TokenSequence tokens = codec.encode(speech, codebooks, cores);
        return new TokenRow(
                recording.id(),
                recording.path().toString(),
                sha256,
                speech.length(),
                config.sampleRate(),
                config.frameRate(),
                fingerprint,
                TokenRow.columns(recording.columns()),
                tokens);
    }

    private static FailedFile failed(Recording recording, String reason) {
        return new FailedFile(recording.id(), recording.path().toString(), reason);
    }
}
