package dev.sotto.training.evaluation.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder for one run of some programs, gone with all that they left in it when closed. */
public final class ProgramRun implements AutoCloseable {

    /** Ten seconds of speech take none of them a second. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final int TAIL = 300;

    private final Path folder;
    private final Duration timeout;

    public ProgramRun(Duration timeout) throws IOException {
        this.folder = Files.createTempDirectory("sotto-evaluate");
        this.timeout = timeout;
    }

    /** A file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Runs a program in the folder, without a shell or anything on its standard input.
     *
     * @return what it printed
     * @throws ProgramFailedException if it cannot be started, does not end in time or ends with another code than 0
     */
    public String run(Path program, String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
                .toArray(String[]::new);
        Path output = file("output.txt");
        // To a file, because a pipe that nobody empties in time would hold the program up.
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Process process = start(builder, program);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProgramFailedException(
                        program.getFileName() + " did not end within " + timeout.toSeconds() + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output, StandardCharsets.ISO_8859_1);
        if (process.exitValue() != 0) {
            String tail = said.strip();
            throw new ProgramFailedException(program.getFileName() + " ended with code " + process.exitValue() + ": "
                    + tail.substring(Math.max(0, tail.length() - TAIL)));
        }
        return said;
    }

    private static Process start(ProcessBuilder builder, Path program) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ProgramFailedException(program + " cannot be started: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
