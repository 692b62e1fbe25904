package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.command.Sotto;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {

    private static final Set<String> SCORES = Set.of(
            "envelopeError",
            "melDistance",
            "lockedTones",
            "spectrumDeviation",
            "octave125",
            "octave250",
            "octave500",
            "octave1000",
            "octave2000",
            "octave4000",
            "octave8000",
            "combLow",
            "combHigh",
            "onsetSharpness",
            "pitchCorrelation",
            "pitchGrossError",
            "voicingError",
            "pesq",
            "stoi",
            "estoi",
            "siSdr",
            "logSpectralDistance",
            "melCepstralDistortion");

    @TempDir
    private Path folder;

    private Path clips;
    private Path model;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeClipsAndModel() throws IOException {
        clips = Files.createDirectory(folder.resolve("clips"));
        AudioFiles.writeWav(TestAudio.speech(1, 0.8), clips.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.speech(2, 0.9), clips.resolve("b.wav"));
        model = folder.resolve("model.safetensors");
        byte[] bytes = ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of());
        Files.write(model, bytes);
    }

    private int evaluate(String... more) {
        List<String> line =
                new ArrayList<>(List.of("evaluate", "--data", clips.toString(), "--model", model.toString()));
        line.addAll(List.of(more));
        return Sotto.run(line.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void shouldPrintJsonWithTheNamesThatScriptsKnow() {
        assertEquals(0, evaluate("--codebooks", "2,4", "--json"), err::toString);

        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(
                Set.of(
                        "model",
                        "clips",
                        "seconds",
                        "originals",
                        "rows",
                        "rivals",
                        "levels",
                        "losses",
                        "codebooks",
                        "complexity",
                        "speed",
                        "remarks"),
                json.keySet());
        JsonObject row = json.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertEquals(Set.of("codebooks", "nominalKbps", "entropyKbps", "measuredKbps", "scores"), row.keySet());
        assertEquals(SCORES, row.getAsJsonObject("scores").keySet());
        assertEquals(SCORES, json.getAsJsonObject("originals").keySet());
        assertEquals(
                Set.of("usage", "entropy", "perplexity", "normalisedEntropy"),
                json.getAsJsonArray("codebooks").get(0).getAsJsonObject().keySet());
        assertEquals(
                Set.of(
                        "parameters",
                        "parametersWithCodebooks",
                        "encoderMmacPerFrame",
                        "quantizerMmacPerFrame",
                        "decoderMmacPerFrame",
                        "mmacPerFrame",
                        "mmacPerSecond",
                        "latencyMs"),
                json.getAsJsonObject("complexity").keySet());
        assertEquals(
                Set.of("liveTimesRealTime", "fileTimesRealTime"),
                json.getAsJsonObject("speed").keySet());
    }

    @Test
    void shouldPrintATableAndWriteAPage() {
        Path page = folder.resolve("report/of/today");

        assertEquals(0, evaluate("--codebooks", "4", "--page", page.toString(), "--page-clips", "1"), err::toString);

        assertTrue(out.toString().contains("| Sotto, 4 codebooks"), out::toString);
        assertTrue(out.toString().contains("The page: " + page.resolve("index.html")), out::toString);
        assertTrue(Files.exists(page.resolve("index.html")));
        assertTrue(Files.exists(page.resolve("audio/clip001-original.wav")));
        assertTrue(Files.exists(page.resolve("audio/clip001-sotto-1.2.wav")));
        assertTrue(out.toString().indexOf("envelope dB") < out.toString().indexOf("STOI"), "how it sounds comes first");
    }

    @Test
    void shouldPutNoMoreOfOursOnThePageThanOneCanCompare() throws IOException {
        Path page = folder.resolve("page");

        assertEquals(0, evaluate("--page", page.toString(), "--page-clips", "1"), err::toString);

        // The model has four codebooks of 0.3 kbps: of 1, 2, 3 and 4, two are among those that are put there.
        try (Stream<Path> sounds = Files.list(page.resolve("audio"))) {
            assertEquals(
                    List.of("clip001-original.wav", "clip001-sotto-0.3.wav", "clip001-sotto-0.9.wav"),
                    sounds.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void shouldScoreOtherLevels() {
        assertEquals(0, evaluate("--codebooks", "2,4", "--levels", "-20,6", "--json"), err::toString);

        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(4, json.getAsJsonArray("levels").size());
        JsonObject row = json.getAsJsonArray("levels").get(3).getAsJsonObject();
        assertEquals(
                Set.of("gainDb", "codebooks", "nominalKbps", "heldBack", "stoi", "estoi", "stoiFall"), row.keySet());
        assertEquals(6, row.get("gainDb").getAsDouble());
        out.getBuffer().setLength(0);
        assertEquals(0, evaluate("--codebooks", "2,4", "--levels", "-20"), err::toString);
        assertTrue(out.toString().contains("| -20 dB "), out::toString);
    }

    @Test
    void shouldRefuseWhatCannotBeUsed() {
        assertRefused("--codebooks must be numbers from 1 to 4, are [5]", "--codebooks", "5");
        assertRefused("--clip-seconds must be at least 0.5", "--codebooks", "1", "--clip-seconds", "0.01");
        assertRefused("--clip-seconds must be at least 0.5", "--codebooks", "1", "--clip-seconds", "NaN");
        assertRefused("--levels are gains from -60 to 60", "--codebooks", "1", "--levels", "-20,61");
        assertRefused("--levels are gains from -60 to 60", "--codebooks", "1", "--levels", "NaN");
        assertRefused("--loss are percentages from 0 to 50", "--codebooks", "1", "--loss", "5,51");
        assertRefused("--threads must be at least 1", "--codebooks", "1", "--threads", "0");
        assertRefused("is a file: give --page a folder", "--codebooks", "1", "--page", model.toString());
        assertRefused("--page-clips must not be negative", "--codebooks", "1", "--page-clips", "-1");
        assertRefused(
                "--data", "--codebooks", "1", "--data", folder.resolve("none").toString());
    }

    @Test
    void shouldScoreAsManyCodebooksAsTheModelHas() {
        assertEquals(0, evaluate("--json"), err::toString);

        List<Integer> scored = new ArrayList<>();
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        json.getAsJsonArray("rows")
                .forEach(
                        row -> scored.add(row.getAsJsonObject().get("codebooks").getAsInt()));
        assertEquals(List.of(1, 2, 3, 4), scored);
    }

    @Test
    void shouldScoreTheSplitDevOfAManifestEvenClipsTooShortToBeMeasured() throws IOException {
        AudioFiles.writeWav(TestAudio.speech(3, 0.1), clips.resolve("short.wav"));
        Files.writeString(clips.resolve("manifest.csv"), "path,split\na.wav,train\nb.wav,dev\nshort.wav,dev\n");

        assertEquals(0, evaluate("--codebooks", "1", "--json"), err::toString);
        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, json.get("clips").getAsInt());
        JsonObject row = json.getAsJsonArray("rows").get(0).getAsJsonObject();
        assertTrue(row.getAsJsonObject("scores").get("stoi").getAsDouble() < 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1,5", "-1", "x", "1,,2", ""})
    void shouldRefuseCodebooksThatTheModelHasNot(String numbers) {
        assertRefused("--codebooks", "--codebooks", numbers);
    }

    private void assertRefused(String why, String... options) {
        err.getBuffer().setLength(0);

        assertEquals(2, evaluate(options));
        assertTrue(err.toString().contains(why), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }
}
