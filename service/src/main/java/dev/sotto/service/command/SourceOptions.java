package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.command.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where speech comes from: a file, standard input or the microphone. */
final class SourceOptions {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "An audio file; - for standard input.")
    private String file;

    @Option(
            names = "--raw",
            paramLabel = "RATE",
            description = "FILE is bare signed 16-bit little-endian mono samples of that rate in Hz. At 16000 standard"
                    + " input is sent as it comes; all else is read to its end first.")
    private Integer rawRate;

    @Option(names = "--microphone", description = "Send what the microphone hears, until Ctrl-C.")
    private boolean microphone;

    /** Bad combinations, before anything is opened. */
    void requireSensible() {
        if (microphone == (file != null)) {
            throw new BadInputException("Name a FILE to send, or give --microphone: one of the two");
        }
        if (microphone && rawRate != null) {
            throw new BadInputException("--raw is about a file or standard input, not about the microphone");
        }
    }

    /** Whether the sound comes at its own pace. */
    boolean isLive() {
        return microphone
                || new InputFile(file).isStandardInput() && rawRate != null && rawRate == AudioFiles.SAMPLE_RATE;
    }

    /** The file's name without its ending. */
    Optional<String> name() {
        if (microphone || new InputFile(file).isStandardInput()) {
            return Optional.empty();
        }
        String name = new InputFile(file).path().getFileName().toString();
        int dot = name.lastIndexOf('.');
        return Optional.of(dot > 0 ? name.substring(0, dot) : name);
    }

    /** Signed 16-bit little-endian samples at {@link AudioFiles#SAMPLE_RATE}. */
    InputStream open() throws IOException {
        if (microphone) {
            return SoundCard.microphone(AudioFiles.SAMPLE_RATE);
        }
        if (isLive()) {
            return System.in;
        }
        Waveform speech = new InputFile(file).speech(rawRate);
        return new ByteArrayInputStream(Pcm16.toBytes(speech.samples()));
    }
}
