package dev.sotto.training.data;

import dev.sotto.command.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The audio files of a folder: those that its {@code manifest.csv} names, or all below it in the order of their names.
 */
public record AudioCorpus(Path root, List<Path> files) {

    private static final Set<String> AUDIO = Set.of(".wav", ".flac", ".mp3", ".aif", ".aiff", ".au");

    /**
     * @param split which rows of a manifest with a column {@code split} to take
     * @throws BadInputException where there is no such folder or no audio in it
     */
    public static AudioCorpus of(Path root, String split) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new BadInputException(root + " is no folder: give --data a folder of audio files");
        }
        if (Files.exists(root.resolve(Manifest.FILE))) {
            return new AudioCorpus(root, Manifest.files(root, split));
        }
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> files = all.filter(AudioCorpus::isAudio).sorted().toList();
            if (files.isEmpty()) {
                throw new BadInputException(
                        root + " holds no audio files: give --data a folder with WAV, FLAC or MP3 files in it");
            }
            return new AudioCorpus(root, files);
        }
    }

    private static boolean isAudio(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot >= 0 && AUDIO.contains(name.substring(dot)) && Files.isRegularFile(path);
    }
}
