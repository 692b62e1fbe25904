package dev.sotto.codec;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A small model and short recordings in a folder, for the tests of whole runs.
 *
 * @param audio the folder with the recordings
 * @param model a file
 */
public record TestCorpus(Path audio, Path model) {

    /** In {@code folder}: {@code a0.wav} and so on, in turn below {@code b/} and beside it. */
    public static TestCorpus write(Path folder, int files) throws IOException {
        Path audio =
                Files.createDirectories(folder.resolve("audio").resolve("b")).getParent();
        Path model = folder.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        for (int i = 0; i < files; i++) {
            Path file = audio.resolve((i % 2 == 0 ? "" : "b/") + "a" + i + ".wav");
            AudioFiles.writeWav(TestAudio.speech(i, 0.1 + 0.05 * (i % 5)), file);
        }
        return new TestCorpus(audio, model);
    }

    /** The file of a prior with random weights for the model. */
    public Path prior(long seed) throws IOException {
        PriorFile prior = TestPriors.of(ModelFile.read(model), seed).file();
        return Files.write(
                model.resolveSibling("prior" + seed + ".safetensors"),
                PriorFile.write(prior.config(), prior.tensors(), Map.of()));
    }

    public SpeechCodec codec() throws IOException {
        return SpeechCodec.of(ModelFile.read(model));
    }

    /** Every file in a folder by its path from there, with its bytes as characters. */
    public static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
