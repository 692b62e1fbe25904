package dev.sotto.audio;

import dev.sotto.audio.compressed.Ffmpeg;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is not read here is read by ffmpeg, where it is installed; else a sentence says what to run.
 *
 * @param ffmpeg the program
 */
record OtherPrograms(Optional<Path> ffmpeg) {

    static final OtherPrograms INSTALLED = new OtherPrograms(Ffmpeg.find());
    static final OtherPrograms NONE = new OtherPrograms(Optional.empty());

    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    /** @param title of the type of file */
    Reading read(InputStream in, String title, String name) throws IOException {
        if (ffmpeg.isEmpty()) {
            throw new UnreadableAudioException(name + " is " + title
                    + ", which is not read here: install ffmpeg, which is then used, or convert it: ffmpeg -i '" + name
                    + "' -ac 1 -ar 16000 OUT.wav.");
        }
        if (TOLD.add(title)) {
            // Not on standard output, which may be a pipe; once for a type, as a folder may hold thousands.
            System.err.println("sotto: " + title + " is read by " + ffmpeg.get() + ".");
        }
        try (Ffmpeg process = Ffmpeg.open(ffmpeg.get(), in)) {
            return AudioFiles.collect(process, name);
        }
    }
}
