package dev.sotto.corpus.recording;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Finds recordings: by a file's name, in a folder and the folders in it (whatever has the name of an audio file), by a
 * pattern ({@code *}, {@code **}, {@code ?}, {@code [..]}, {@code {..}}), or in a manifest ({@code .csv}). What is
 * found in one place comes in the order of the names, on every machine the same.
 */
public final class RecordingFinder {

    /** Where a file's name is all that one goes by. Some are read by ffmpeg only, and fail with a sentence without. */
    private static final Set<String> EXTENSIONS = Set.of(
            "wav", "wave", "bwf", "rf64", "w64", "flac", "mp3", "mp2", "aif", "aiff", "aifc", "au", "snd", "caf",
            "opus", "ogg", "oga", "m4a", "aac", "amr", "webm", "mka", "wma", "sph");

    private static final String ANY_FOLDER = "**/";
    private static final String PATTERN_SIGNS = "*?[{";

    private RecordingFinder() {}

    /** Of the names that audio files have; in small letters, and capitals count as such. */
    public static Set<String> extensions() {
        return EXTENSIONS;
    }

    /** @throws BadInputException for an input that is missing or holds nothing */
    public static Corpus find(List<String> inputs) throws IOException {
        List<Recording> found = new ArrayList<>();
        Map<Path, Recording> named = new LinkedHashMap<>();
        for (String input : inputs) {
            List<Recording> here = find(input);
            if (here.isEmpty()) {
                throw new BadInputException(input + " holds no audio file (" + String.join(", ", sorted(EXTENSIONS))
                        + "): name a folder or a pattern that does");
            }
            for (Recording recording : here) {
                Path key = recording.path().toAbsolutePath().normalize();
                // The lines of a manifest all count; a file that two inputs hold counts once.
                if (!recording.columns().isEmpty() || named.putIfAbsent(key, recording) == null) {
                    found.add(recording);
                }
            }
        }
        return Corpus.of(found);
    }

    /** Whatever has the name of an audio file, in a folder and those in it. */
    static List<Recording> below(Path folder) throws IOException {
        return walk(folder, RecordingFinder::isAudio);
    }

    private static List<Recording> find(String input) throws IOException {
        Path path = path(input);
        if (path != null && Files.isDirectory(path)) {
            return below(path);
        }
        if (path != null && Files.exists(path)) {
            return extension(path).equals("csv")
                    ? Manifest.read(path)
                    : List.of(new Recording(withoutExtension(path.getFileName().toString()), path, Map.of()));
        }
        if (input.chars().anyMatch(c -> PATTERN_SIGNS.indexOf(c) >= 0)) {
            return matching(input);
        }
        throw new BadInputException("There is no file or folder " + input + ": check the name");
    }

    /** Null for a pattern that is no path, as on Windows. */
    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static List<Recording> matching(String pattern) throws IOException {
        String slashed = pattern.replace('\\', '/');
        int sign = 0;
        while (PATTERN_SIGNS.indexOf(slashed.charAt(sign)) < 0) {
            sign++;
        }
        int end = slashed.lastIndexOf('/', sign) + 1;
        Path base = Path.of(slashed.substring(0, end));
        if (!Files.isDirectory(end == 0 ? Path.of(".") : base)) {
            throw new BadInputException(
                    "There is no folder " + base + " to look for " + pattern + " in: check the name");
        }
        try {
            List<PathMatcher> matchers = variants(slashed.substring(end)).stream()
                    .map(variant -> FileSystems.getDefault().getPathMatcher("glob:" + variant))
                    .toList();
            return walk(base, path -> matchers.stream().anyMatch(matcher -> matcher.matches(path)));
        } catch (PatternSyntaxException e) {
            throw new BadInputException(pattern + " is no pattern: " + e.getDescription(), e);
        }
    }

    /** Between slashes two stars are folders, and none at all is some, which Java does not know. */
    private static List<String> variants(String pattern) {
        int stars = pattern.startsWith(ANY_FOLDER) ? 0 : pattern.indexOf("/" + ANY_FOLDER) + 1;
        if (stars == 0 && !pattern.startsWith(ANY_FOLDER)) {
            return List.of(pattern);
        }
        List<String> variants = new ArrayList<>();
        for (String rest : variants(pattern.substring(stars + ANY_FOLDER.length()))) {
            variants.add(pattern.substring(0, stars) + ANY_FOLDER + rest);
            variants.add(pattern.substring(0, stars) + rest);
        }
        return variants;
    }

    /** Of the files in the folders among {@code inputs} those whose names no audio file has. */
    public static LeftOut leftOut(List<String> inputs) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String input : inputs) {
            Path path = path(input);
            if (path != null && Files.isDirectory(path)) {
                folders.add(path);
            }
        }
        return othersBelow(folders);
    }

    static LeftOut othersBelow(List<Path> folders) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path folder : folders) {
            for (Recording other : walk(folder, file -> !isAudio(file) && !isHidden(file))) {
                String suffix = extension(other.path());
                counts.merge(suffix.isEmpty() ? "without a suffix" : "." + suffix, 1, Integer::sum);
            }
        }
        return new LeftOut(counts);
    }

    /** @param wanted asks of a file's path from the folder on */
    private static List<Recording> walk(Path folder, Predicate<Path> wanted) throws IOException {
        Path start = folder.toString().isEmpty() ? Path.of(".") : folder;
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(
                start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        Path relative = start.relativize(file);
                        if (attributes.isRegularFile() && wanted.test(relative)) {
                            found.add(relative);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof FileSystemLoopException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        // Paths and not their names: where the locale cannot say a name, nothing leads back from it to the file.
        return found.stream()
                .sorted(Comparator.comparing(RecordingFinder::slashed))
                .map(path -> new Recording(withoutExtension(slashed(path)), folder.resolve(path), Map.of()))
                .toList();
    }

    private static String slashed(Path path) {
        return path.toString().replace(FileSystems.getDefault().getSeparator(), "/");
    }

    private static boolean isAudio(Path file) {
        return !isHidden(file) && EXTENSIONS.contains(extension(file));
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code a/b.wav} as {@code a/b}. */
    public static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
