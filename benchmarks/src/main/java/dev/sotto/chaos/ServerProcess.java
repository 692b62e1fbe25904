package dev.sotto.chaos;

import dev.sotto.command.Sotto;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Sotto command that serves until it is stopped, in a process of its own that can be killed and started again. */
final class ServerProcess implements AutoCloseable {

    /** What all of these commands say when they are at work. */
    private static final String READY = "Ctrl-C stops it";

    private static final long READY_SECONDS = 600;

    private final String name;
    private final List<String> line;
    private final Path log;
    private Process process;

    /**
     * @param name also that of its log
     * @param jvm options of its JVM
     */
    ServerProcess(String name, Path directory, List<String> jvm, List<String> command) {
        this.name = name;
        this.log = directory.resolve(name + ".log");
        line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // What the launcher gave this JVM: the flags of modules, of native access and of huge pages.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--") || argument.contains("HugePages"))
                .forEach(line::add);
        line.addAll(jvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Sotto.class.getName()));
        line.addAll(command);
    }

    String name() {
        return name;
    }

    void start() throws IOException {
        process = new ProcessBuilder(line)
                .redirectError(Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Waits until it is at work.
     *
     * @throws IllegalStateException with its last words if it ends before, or the time is up
     */
    void awaitReady() throws InterruptedException {
        if (!becomesReady()) {
            throw new IllegalStateException(name + " ended: " + lastWords());
        }
    }

    /**
     * Waits until it is at work; false if it ends before.
     *
     * @throws IllegalStateException with its last words if the time is up
     */
    boolean becomesReady() throws InterruptedException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        CompletableFuture<Boolean> ready = CompletableFuture.supplyAsync(
                () -> out.lines().anyMatch(said -> said.contains(READY)),
                task -> new Thread(task, name + "-ready").start());
        try {
            return ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not start: " + lastWords(), e);
        }
    }

    private String lastWords() {
        try {
            List<String> words = Files.readAllLines(log);
            return String.join(" ", words.subList(Math.max(0, words.size() - 5), words.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As SIGKILL does: it learns nothing of it. Returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** It stands still, and does not know it. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** It goes on. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** The JDK has no such thing. */
    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("Signal " + name + " did not reach " + this.name + ": " + lastWords());
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
