package dev.sotto.corpus.recording;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of speech to learn from or to measure on: the files that its {@code manifest.csv} names, or all below it in
 * the order of their names.
 *
 * @param leftOut what lies there besides; nothing where a manifest says what to take
 */
public record SpeechFolder(Path root, List<Path> files, LeftOut leftOut) {

    private static final String MANIFEST = "manifest.csv";
    private static final String SPLIT = "split";

    /**
     * Lists the files, which are all there.
     *
     * @param split which rows of a manifest with a column {@code split} to take
     * @throws BadInputException where there is no such folder or no audio in it
     */
    public static SpeechFolder of(Path root, String split) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new BadInputException(root + " is no folder: give --data a folder of audio files");
        }
        Path manifest = root.resolve(MANIFEST);
        if (Files.exists(manifest)) {
            return new SpeechFolder(root, named(manifest, split), LeftOut.NOTHING);
        }
        List<Path> files =
                RecordingFinder.below(root).stream().map(Recording::path).toList();
        if (files.isEmpty()) {
            throw new BadInputException(
                    root + " holds no audio files: give --data a folder with WAV, FLAC or MP3 files in it");
        }
        return new SpeechFolder(root, files, RecordingFinder.othersBelow(List.of(root)));
    }

    private static List<Path> named(Path manifest, String split) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Recording recording : Manifest.read(manifest)) {
            String its = recording.columns().getOrDefault(SPLIT, split);
            if (split.equals(its)) {
                if (!Files.isRegularFile(recording.path())) {
                    throw new BadInputException(
                            manifest + " names " + recording.path() + ", but there is no such file: mend its line");
                }
                files.add(recording.path());
            }
        }
        if (files.isEmpty()) {
            throw new BadInputException(manifest + " names no files of the split '" + split + "'");
        }
        return files;
    }
}
