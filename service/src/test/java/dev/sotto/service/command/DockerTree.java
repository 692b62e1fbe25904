package dev.sotto.service.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files in docker/, for tests that read them. */
final class DockerTree {

    /** Tests run in the module's folder. */
    static final Path ROOT = Path.of("..");

    static final Path DOCKER = ROOT.resolve("docker");

    private DockerTree() {}

    /** The modules of the JDK that the image's runtime is made of. */
    static List<String> modules() throws IOException {
        return Files.readAllLines(DOCKER.resolve("modules.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
