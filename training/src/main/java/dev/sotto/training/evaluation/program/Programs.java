package dev.sotto.training.evaluation.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where programs are looked for: folders, the first that has one wins. */
public record Programs(List<Path> folders) {

    /** Windows' programs end so. */
    private static final List<String> ENDINGS = List.of("", ".exe");

    /** Those of the PATH. */
    public static Programs ofPath() {
        String path = System.getenv("PATH");
        List<Path> folders = new ArrayList<>();
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            try {
                // An empty entry would be the folder that one happens to stand in.
                if (!folder.isEmpty()) {
                    folders.add(Path.of(folder));
                }
            } catch (InvalidPathException ignored) {
                // No folder has such a name.
            }
        }
        return new Programs(folders);
    }

    public Optional<Path> find(String name) {
        return folders.stream()
                .flatMap(folder -> ENDINGS.stream().map(ending -> folder.resolve(name + ending)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
