package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.command.Sotto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the two applications as a process of its own. */
final class CodecProcess implements AutoCloseable {

    private final Process process;
    private final Path errors;
    private final BufferedReader out;

    private CodecProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param directory for what it writes to its standard error */
    static CodecProcess start(Path directory, List<String> command) throws IOException {
        return start(Path.of(System.getProperty("java.home"), "bin", "java"), directory, command);
    }

    static CodecProcess start(Path java, Path directory, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                java.toString(),
                "--add-modules",
                "jdk.incubator.vector",
                // The first compiler starts sooner, but makes an object of every vector: plain loops, then, of the same
                // bits.
                "-XX:TieredStopAtLevel=1",
                "-Dsotto.kernel=scalar",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Sotto.class.getName()));
        if (Runtime.version().feature() >= 24) {
            line.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        line.addAll(command);
        Path errors = Files.createTempFile(directory, "stderr", ".txt");
        return new CodecProcess(
                new ProcessBuilder(line).redirectError(errors.toFile()).start(), errors);
    }

    /** Waits until it has joined its group. */
    void awaitReady() throws IOException {
        String line = nextLine();
        assertTrue(line != null && line.contains("Ctrl-C stops it"), () -> line + "\n" + errors());
    }

    /** Of what it writes to its standard output. */
    String nextLine() throws IOException {
        return out.readLine();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As SIGTERM does. */
    void stop() {
        process.destroy();
    }

    /** As SIGKILL does: it learns nothing of it. */
    void kill() {
        process.destroyForcibly();
    }

    boolean awaitEnd(int seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
