package dev.sotto.corpus.run;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Reading;
import dev.sotto.audio.UnreadableAudioException;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.Sha256;
import dev.sotto.corpus.row.FailedFile;
import dev.sotto.corpus.row.RowOrFailure;
import dev.sotto.corpus.row.TokenRow;
import dev.sotto.model.CodecConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestInputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the row of one recording, wherever its bytes come from. Thread-safe. */
public final class RecordingToRow {

    private final SpeechCodec codec;
    private final int codebooks;
    private final String fingerprint;

    public RecordingToRow(SpeechCodec codec, int codebooks) {
        this.codec = codec;
        this.codebooks = codebooks;
        this.fingerprint = codec.model().fingerprint().toString();
    }

    /** Opens a recording. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Never throws for what is wrong with a recording: one file does not end a run of thousands.
     *
     * @param path as it was named
     * @param columns what goes with the row; with {@link Corpus#TRUNCATED} among them, sound that is cut short is taken
     * @param cores see {@link SpeechCodec#encode(Waveform, int, int)}
     */
    public RowOrFailure row(String id, String path, Map<String, String> columns, Source source, int cores) {
        try (DigestInputStream in = new DigestInputStream(source.open(), Sha256.digest())) {
            Reading reading = AudioFiles.readWhatIsThere(in, path);
            boolean accepted = columns.containsKey(Corpus.TRUNCATED);
            Waveform speech = accepted ? reading.sound() : reading.whole();
            // The sound may end before the file does.
            in.transferTo(OutputStream.nullOutputStream());
            Map<String, String> all = new LinkedHashMap<>(columns);
            if (reading.shortfall() != null) {
                all.put(Corpus.TRUNCATED, reading.shortfall());
            }
            CodecConfig config = codec.config();
            return new TokenRow(
                    id,
                    path,
                    Sha256.hex(in.getMessageDigest()),
                    speech.length(),
                    config.sampleRate(),
                    config.frameRate(),
                    fingerprint,
                    TokenRow.columns(all),
                    codec.encode(speech, codebooks, cores));
        } catch (NoSuchFileException e) {
            return new FailedFile(id, path, "There is no file " + path + ": check the name and the folder.");
        } catch (UnreadableAudioException e) {
            return new FailedFile(id, path, e.getMessage());
        } catch (IOException | RuntimeException e) {
            return new FailedFile(id, path, path + " cannot be tokenised: " + e + ".");
        }
    }
}
