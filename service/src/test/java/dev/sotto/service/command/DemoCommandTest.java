package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import dev.sotto.synthesis.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "--entropy", "--pitch"})
    void shouldGoTheWholeWayAndReport(String option) throws Exception {
        CodecConfig config = TestModels.TINY;
        Waveform clip = AudioFiles.defaultClip().slice(16_000, 24_123);
        Path file = directory.resolve("clip.wav");
        AudioFiles.writeWav(clip, file);
        Path model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(config, TestModels.tensors(config, 1), false, Map.of()));
        Path out = directory.resolve("out");

        List<Object> line =
                new ArrayList<>(List.of("demo", file, "--out", out, "--model", model, "--codebooks", 2, "--fast"));
        boolean entropy = option.equals("--entropy");
        boolean voice = option.equals("--pitch");
        if (voice) {
            line.addAll(List.of("--pitch", "+3", "--formants", "1.1"));
        }
        if (entropy) {
            PriorFile prior = TestPriors.of(ModelFile.read(model), 2).file();
            Path priorFile = directory.resolve("prior.safetensors");
            Files.write(priorFile, PriorFile.write(prior.config(), prior.tensors(), Map.of()));
            line.addAll(List.of("--entropy", "--dtx", "--prior", priorFile));
        }
        CommandRun run = CommandRun.of(line.toArray());

        assertEquals(0, run.exitCode(), run.err());
        assertEquals(clip, AudioFiles.read(out.resolve("original.wav")));
        SpeechCodec codec = SpeechCodec.of(ModelFile.read(model)).speakingAs(voice ? new Voice(3, 1.1) : Voice.OWN);
        Waveform heard = codec.decode(codec.encode(clip, 2), clip.length());
        assertEquals(
                new Waveform(Pcm16.toFloats(Pcm16.toBytes(heard.samples())), 16_000),
                AudioFiles.read(out.resolve("decoded.wav")));
        assertTrue(Files.size(out.resolve("spectrograms.png")) > 1000);
        JsonObject report = JsonParser.parseString(Files.readString(out.resolve("report.json")))
                .getAsJsonObject();
        assertFields(report);
        int frames = config.numFrames(clip.length());
        assertEquals(frames, report.get("frames").getAsInt());
        assertEquals((frames + 4) / 5, report.get("packets").getAsInt());
        assertEquals(voice, report.get("stoi").isJsonNull());
        assertEquals(0, report.get("lostFrames").getAsInt());
        assertEquals(0, report.get("repeatedFrames").getAsInt());
        assertTrue(
                report.get("diskKbps").getAsDouble() > report.get("payloadKbps").getAsDouble());
        assertEquals(entropy, !report.get("plainKbps").isJsonNull());
        assertEquals(entropy, run.out().contains("if they were not entropy-coded"), run.out());
        for (String part : List.of("latency", "kbps", "STOI", "decoded.wav")) {
            assertTrue(run.out().contains(part), run.out());
        }
    }

    private static void assertFields(JsonObject report) {
        assertEquals(
                Set.of(
                        "seconds",
                        "frames",
                        "packets",
                        "lostFrames",
                        "repeatedFrames",
                        "payloadKbps",
                        "plainKbps",
                        "diskKbps",
                        "latencyMs",
                        "cpuSecondsPerSecond",
                        "stoi"),
                report.keySet());
        assertEquals(
                Set.of("p50", "p95", "p99"), report.getAsJsonObject("latencyMs").keySet());
    }
}
