package dev.sotto.benchmark;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code sotto encode} of a 10 s clip as a user starts it: the launcher, the JVM, the model, the work. */
final class StartUp {

    private static final int RUNS = 7;
    private static final int SECONDS = 10;

    private StartUp() {}

    /**
     * The median of several runs in milliseconds.
     *
     * @param model null for the one in the jar
     */
    static long millis(Path launcher, Path model) throws IOException {
        Path folder = Files.createTempDirectory("sotto-benchmark");
        try {
            Path clip = folder.resolve("clip.wav");
            writeClip(clip);
            List<String> command = new ArrayList<>(List.of(launcher.toString(), "encode", "--quiet", clip.toString()));
            command.add(folder.resolve("clip.sotto").toString());
            if (model != null) {
                command.addAll(List.of("--model", model.toAbsolutePath().toString()));
            }
            double[] micros = new double[RUNS];
            run(command);
            for (int i = 0; i < RUNS; i++) {
                micros[i] = run(command);
            }
            return Math.round(Timings.of(micros).median() / 1e3);
        } finally {
            delete(folder);
        }
    }

    private static void writeClip(Path file) throws IOException {
        Waveform clip = AudioFiles.defaultClip();
        float[] samples = Arrays.copyOf(clip.samples(), SECONDS * clip.sampleRate());
        for (int i = clip.length(); i < samples.length; i++) {
            samples[i] = samples[i - clip.length()];
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            AudioFiles.writeWav(new Waveform(samples, clip.sampleRate()), out);
        }
    }

    private static double run(List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IllegalStateException("interrupted", e);
        }
        return (System.nanoTime() - start) / 1e3;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
