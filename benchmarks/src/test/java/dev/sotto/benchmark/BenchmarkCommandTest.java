package dev.sotto.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.command.Console;
import dev.sotto.command.LauncherTable;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TestModels;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.training.engine.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {

    @TempDir
    private Path folder;

    private Path model() throws IOException {
        Map<String, Tensor> tensors = TestModels.tensors(TestModels.TINY, 51);
        return Files.write(
                folder.resolve("tiny.safetensors"), ModelFile.write(TestModels.TINY, tensors, true, Map.of()));
    }

    @Test
    void shouldBeInTheLaunchersTable() throws IOException {
        LauncherTable.shouldList("benchmarks", new BenchmarkCommands());
    }

    @Test
    void shouldPrintTheKeysThatOthersRead() throws IOException {
        Console console = Console.run("benchmark", "--json", "--seconds", "0.05", "--no-djl", "--model", model());
        JsonObject json = JsonParser.parseString(console.shouldSucceed().out()).getAsJsonObject();
        assertEquals(
                List.of(
                        "streamsPerCore",
                        "microsPerFrame",
                        "djlConv1dMicrosPerFrame",
                        "shareOfPeak",
                        "bytesPerFrame",
                        "fileRealTimeFactor",
                        "startUpMillis",
                        "memoryPerStreamKb",
                        "jdk",
                        "cpu"),
                List.copyOf(json.keySet()));
        assertEquals(
                List.of("encode", "decode", "p50", "p99"),
                List.copyOf(json.getAsJsonObject("microsPerFrame").keySet()));
        for (String key : List.of("streamsPerCore", "shareOfPeak", "fileRealTimeFactor", "memoryPerStreamKb")) {
            assertTrue(json.get(key).getAsDouble() > 0, key);
        }
    }

    @Test
    void shouldPrintALineForEachMeasure() throws IOException {
        String text = Console.run("benchmark", "--seconds", "0.05", "--no-djl", "--model", model())
                .shouldSucceed()
                .out();
        assertTrue(text.contains("live streams a core"), text);
        assertTrue(text.contains("x real time"), text);
    }

    @Test
    void shouldRefuseBadInput() throws IOException {
        Console.run("benchmark", "--seconds", "0", "--model", model()).shouldRefuse("--seconds", "0.01 to 600");
        Console.run("benchmark", "--seconds", "NaN", "--model", model()).shouldRefuse("--seconds");
        Console.run("benchmark", "--model", folder.resolve("none")).shouldRefuse("none", "--model");
    }

    @Test
    void shouldCountTheMultiplyAddsOfAFrame() {
        CodecConfig small = new CodecConfig(
                16_000,
                List.of(40, 8),
                List.of(160, 16),
                List.of(2, 3),
                List.of(List.of(1), List.of()),
                List.of(List.of(), List.of(2)),
                4,
                1,
                2,
                0);
        long encoder = 8 * (160 * 2 + 3 * 2 * 2 + 2 * 2) + 16 * 2 * 3 + 3 * 3 * 4;
        long decoder = 3 * 4 * 3 + (3 * 3 * 3 + 3 * 3) + 2 * 3 * 16 + 8 * 4 * 2 * 40;
        assertEquals(encoder + decoder, LiveStreams.multiplyAdds(small));
    }

    /** The yardstick must do the same work. */
    @Test
    void shouldStreamWithDjlWhatTheCodecStreams() {
        TensorEngine.start("cpu", 1);
        ModelFile model = TestModels.tiny(52);
        NetworkWeights weights = new NetworkWeights(model, MatrixKernel.preferred());
        Encoder encoder = new Encoder(weights, 1);
        Decoder decoder = new Decoder(weights, 1);
        int hop = model.config().hopLength();
        float[] speech = Subject.speech(hop);
        float[] latents = new float[model.config().latentDim()];
        float[] expected = new float[hop];
        float[] frame = new float[hop];
        try (DjlStream stream = new DjlStream(model)) {
            for (int t = 20; t < 60; t++) {
                encoder.encode(speech, t * hop, 1, latents);
                decoder.decode(latents, 1, expected, 0);
                System.arraycopy(speech, t * hop, frame, 0, hop);
                assertArrayEquals(expected, stream.run(frame), 1e-4f, "frame " + t);
            }
        }
    }
}
