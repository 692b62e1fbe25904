package dev.sotto.audio;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that read and write audio, where they are installed; where not, the test that asks is skipped. */
final class Tool {

    private Tool() {}

    /** Runs a command, its words between spaces, and gives what it writes to standard output. */
    static byte[] run(Path folder, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        Assumptions.assumeTrue(isInstalled(words.get(0)), words.get(0) + " is not installed");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + Files.readString(errors));
        }
        return out;
    }

    static boolean isInstalled(String name) {
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
