package dev.sotto.training.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A corpus's own word on its origin and licences. */
public final class DataSources {

    private static final String FILE = "SOURCES.md";

    private DataSources() {}

    /** {@code SOURCES.md} in the folder or the one above, without its heading; else a line that says so. */
    public static String of(Path dataFolder) throws IOException {
        Path folder = dataFolder.toAbsolutePath().normalize();
        for (Path place : new Path[] {folder, folder.getParent()}) {
            if (place != null && Files.isRegularFile(place.resolve(FILE))) {
                return Files.readString(place.resolve(FILE)).replaceFirst("(?m)^# .*\\R+", "");
            }
        }
        return "The training folder " + folder.getFileName() + " says nothing of its licences (no SOURCES.md in it).\n";
    }
}
