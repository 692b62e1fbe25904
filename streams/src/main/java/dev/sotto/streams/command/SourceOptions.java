package dev.sotto.streams.command;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.command.BadInputException;
import dev.sotto.streams.client.SoundCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where speech comes from: a file, standard input or the microphone. */
final class SourceOptions {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "An audio file, or '-' for bare samples on standard input (with --raw).")
    private String file;

    @Option(
            names = "--raw",
            paramLabel = "RATE",
            description = "FILE is bare signed 16-bit little-endian mono samples of that rate. At 16000 Hz standard input"
                    + " is sent as it comes; at other rates it is read to its end first.")
    private Integer rawRate;

    @Option(names = "--microphone", description = "Send what the microphone hears, until Ctrl-C.")
    private boolean microphone;

    /** Bad combinations, before anything is opened. */
    void requireSensible() {
        if (microphone == (file != null)) {
            throw new BadInputException("Name a FILE to send, or give --microphone; one of the two");
        }
        if (microphone && rawRate != null) {
            throw new BadInputException("--raw is about a file or standard input, not about the microphone");
        }
        if (STANDARD_INPUT.equals(file) && rawRate == null) {
            throw new BadInputException("Standard input is bare samples: give their rate, such as --raw 16000");
        }
    }

    /** Whether the sound comes at its own pace. */
    boolean isLive() {
        return microphone || STANDARD_INPUT.equals(file) && rawRate == AudioFiles.SAMPLE_RATE;
    }

    /** The file's name without its ending. */
    Optional<String> name() {
        if (microphone || STANDARD_INPUT.equals(file)) {
            return Optional.empty();
        }
        return Optional.of(Path.of(file).getFileName().toString().replaceFirst("(?<=.)\\.[^.]*$", ""));
    }

    /** Signed 16-bit little-endian samples at {@link AudioFiles#SAMPLE_RATE}. */
    InputStream open() throws IOException {
        if (microphone) {
            return SoundCard.microphone(AudioFiles.SAMPLE_RATE);
        }
        if (isLive()) {
            return System.in;
        }
        Waveform speech = read();
        return new ByteArrayInputStream(Pcm16.toBytes(speech.samples()));
    }

    private Waveform read() throws IOException {
        if (STANDARD_INPUT.equals(file)) {
            return AudioFiles.readRaw(System.in, rawRate, "standard input");
        }
        if (rawRate == null) {
            return AudioFiles.read(Path.of(file));
        }
        if (!Files.isRegularFile(Path.of(file))) {
            throw new BadInputException("There is no file " + file);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return AudioFiles.readRaw(in, rawRate, file);
        }
    }
}
