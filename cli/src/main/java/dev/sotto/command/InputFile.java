package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Reading;
import dev.sotto.audio.Waveform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a command reads: a file, or standard input under the name {@code -}. */
public record InputFile(String name) {

    static final String STANDARD = "-";

    public boolean isStandardInput() {
        return name.equals(STANDARD);
    }

    /** What messages call it. */
    public String description() {
        return isStandardInput() ? "standard input" : name;
    }

    public Path path() {
        return Path.of(name);
    }

    /** The sound in it; bare 16-bit samples if {@code rawRate} (Hz) is not null. */
    public Waveform speech(Integer rawRate) throws IOException {
        return reading(rawRate).whole();
    }

    /** As {@link #speech}, but of a file that is cut short or damaged the sound up to there. */
    public Reading reading(Integer rawRate) throws IOException {
        if (!isStandardInput() && rawRate == null) {
            return AudioFiles.readWhatIsThere(path());
        }
        try (InputStream in = open()) {
            return rawRate == null
                    ? AudioFiles.readWhatIsThere(in, description())
                    : new Reading(AudioFiles.readRaw(in, rawRate, description()), null);
        }
    }

    InputStream open() throws IOException {
        if (isStandardInput()) {
            return new BufferedInputStream(System.in);
        }
        if (Files.isDirectory(path())) {
            throw new BadInputException(name + " is a folder: name a file in it");
        }
        return Files.newInputStream(path());
    }
}
