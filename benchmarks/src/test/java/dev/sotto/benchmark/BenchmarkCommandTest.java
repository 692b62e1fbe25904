package dev.sotto.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.command.Console;
import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.LauncherTable;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.Tensor;
import dev.sotto.model.TestModels;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkState;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.training.engine.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        DocumentedCommands.shouldBeUnderstood(new BenchmarkCommands());
        LauncherTable.shouldShowHelp(new BenchmarkCommands());
    }

    @Test
    void shouldPrintTheKeysThatOthersRead() throws IOException {
        Console console = Console.run("benchmark", "--json", "--seconds", "0.05", "--no-djl", "--model", model());
        JsonObject json = JsonParser.parseString(console.shouldSucceed().out()).getAsJsonObject();
        assertEquals(
                List.of(
                        "streamsPerCore",
                        "streamsPerCoreFiveFrames",
                        "streamsPerCoreBatched",
                        "microsPerFrame",
                        "partMicros",
                        "partMicrosFiveFrames",
                        "djlConv1dMicrosPerFrame",
                        "shareOfPeak",
                        "shareOfPeakFiveFrames",
                        "shareOfPeakBatched",
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
        for (String key : List.of("partMicros", "partMicrosFiveFrames")) {
            JsonObject parts = json.getAsJsonObject(key);
            assertEquals(
                    List.of("analysis", "encoder", "quantizer", "decoder", "synthesis"), List.copyOf(parts.keySet()));
            parts.keySet().forEach(part -> assertTrue(parts.get(part).getAsDouble() > 0, part));
        }
        for (String key : List.of(
                "streamsPerCore",
                "streamsPerCoreFiveFrames",
                "streamsPerCoreBatched",
                "shareOfPeak",
                "shareOfPeakFiveFrames",
                "shareOfPeakBatched",
                "fileRealTimeFactor",
                "memoryPerStreamKb")) {
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
        CodecConfig.Dilations dilations = new CodecConfig.Dilations(List.of(1), List.of(), List.of(), List.of(2));
        CodecConfig small = new CodecConfig(16_000, 80, 4, 2, 3, dilations, 4, 1, 2, 0);
        long encoder = 4 * (112 * 3 * 2 + 3 * 2 * 2 + 2 * 2) + 8 * 2 * 3 + 3 * 4;
        long decoder = 3 * 4 * 3 + 2 * 3 * 4 * 2 + 4 * (3 * 2 * 2 + 2 * 2 + 51 * 3 * 2);
        assertEquals(encoder + decoder, LiveStreams.multiplyAdds(small), 1e-6);
    }

    /** The yardstick must do the same work. */
    @Test
    void shouldStreamWithDjlWhatTheCodecStreams() {
        TensorEngine.start("cpu", 1);
        ModelFile model = TestModels.tiny(52);
        NetworkWeights weights = new NetworkWeights(model, MatrixKernel.preferred());
        Encoder encoder = new Encoder(weights, 1);
        Decoder decoder = new Decoder(weights, 1);
        NetworkState encoding = encoder.newState();
        NetworkState decoding = decoder.newState();
        float[] features = Subject.features();
        int width = 4 * CodecConfig.FEATURES;
        float[] latents = new float[model.config().latentDim()];
        float[] expected = new float[4 * CodecConfig.PARAMETERS];
        try (DjlStream stream = new DjlStream(model)) {
            for (int t = 0; t < 60; t++) {
                float[] frame = Arrays.copyOfRange(features, t * width, (t + 1) * width);
                encoder.encode(encoding, frame, 1, latents);
                decoder.decode(decoding, latents, 1, expected);
                assertArrayEquals(expected, stream.run(frame), 1e-4f, "frame " + t);
            }
        }
    }
}
