package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.command.Sotto;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.training.loop.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real process that trains, and is asked to stop as Ctrl-C and SIGTERM ask. */
@DisabledOnOs(OS.WINDOWS)
class StopAtCtrlCTest {

    private static final String CHECKPOINT = "checkpoint.json";

    @TempDir
    private Path folder;

    private Process train(Path speech, Path out, Path from, Path errors) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Sotto.class.getName(),
                "train"));
        line.addAll(List.of("--data", speech.toString(), "--out", out.toString(), "--from", from.toString()));
        line.addAll(List.of("--minutes", "60", "--batch-size", "1", "--segment-frames", "24"));
        // One after each step: so the test knows that steps are taken.
        line.addAll(List.of("--checkpoint-minutes", "1e-9"));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(errors.toFile())
                .start();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldWriteACheckpointAndSayOfWhichStepItIs() throws Exception {
        Path speech = Files.createDirectory(folder.resolve("speech"));
        AudioFiles.writeWav(TestAudio.speech(1, 2), speech.resolve("a.wav"));
        Path from = folder.resolve("from.safetensors");
        CodecConfig config = CodecConfig.DEFAULT;
        Files.write(from, ModelFile.write(config, TestModels.tensors(config, 1), true, Map.of()));
        Path out = Files.createDirectory(folder.resolve("out"));
        Path errors = folder.resolve("errors.txt");
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            Process process = train(speech, out, from, errors);
            try {
                while (!Files.exists(out.resolve(CHECKPOINT))) {
                    assertTrue(process.isAlive(), () -> read(errors));
                    WatchKey key = watch.poll(1, TimeUnit.SECONDS);
                    if (key != null) {
                        key.pollEvents();
                        key.reset();
                    }
                }
                process.destroy();
                assertEquals(143, process.waitFor());
            } finally {
                process.destroyForcibly();
            }
        }
        long step = Checkpoint.read(out).step();
        String said = read(errors);
        assertTrue(step > 0 && said.contains("sotto: stopped after step " + step + ";"), step + ": " + said);
    }
}
