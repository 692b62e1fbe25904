package dev.sotto.training.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    private Path clips;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
        AudioFiles.writeWav(TestAudio.speech(1, 1), clips.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.speech(2, 1.5), clips.resolve("b.wav"));
        model = folder.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), true, Map.of()));
    }

    private CommandRun evaluate(Object... more) {
        Object[] args = {"evaluate", "--data", clips, "--model", model};
        return CommandRun.of(Stream.of(args, more).flatMap(Arrays::stream).toArray());
    }

    @Test
    void shouldPrintATable() {
        CommandRun run = evaluate("--codebooks", "1,4");
        run.assertDone();
        assertTrue(run.out().startsWith("2 clips, 3 s"), run.out());
        assertTrue(run.out().contains("| 1 | 0.30 |"), run.out());
        assertTrue(run.out().contains("| 4 | 1.20 |"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void shouldPrintJson() {
        CommandRun run = evaluate("--codebooks", "2", "--json", "--clip-seconds", "0.8");
        run.assertDone();
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertEquals(2, json.get("clips").getAsInt());
        assertEquals(1.6, json.get("seconds").getAsDouble(), 1e-9);
        JsonObject row = json.get("rows").getAsJsonArray().get(0).getAsJsonObject();
        assertEquals(2, row.get("codebooks").getAsInt());
        assertEquals(0.6, row.get("nominalKbps").getAsDouble(), 1e-9);
        assertTrue(row.get("stoi").getAsDouble() < 1);
        assertEquals(2, json.get("codebooks").getAsJsonArray().size());
    }

    @Test
    void shouldScoreAsManyCodebooksAsTheModelHas() {
        CommandRun run = evaluate();
        run.assertDone();
        for (int n = 1; n <= 4; n++) {
            assertTrue(run.out().contains("| " + n + " | " + String.format(Locale.ROOT, "%.2f", 0.3 * n)), run.out());
        }
        assertFalse(run.out().contains("| 6 |"), run.out());
    }

    @Test
    void shouldScoreTheSplitDevOfAManifest() throws IOException {
        Files.writeString(clips.resolve("manifest.csv"), "path,split\na.wav,train\nb.wav,dev\n");
        CommandRun run = evaluate("--codebooks", "1");
        run.assertDone();
        assertTrue(run.out().startsWith("1 clips"), run.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "1,5", "-1", "x", "1,,2", ""})
    void shouldRefuseCodebooksThatTheModelHasNot(String codebooks) {
        evaluate("--codebooks", codebooks).assertBadInput("--codebooks");
    }

    @Test
    void shouldRefuseWhatCannotBeScored() throws IOException {
        evaluate("--clip-seconds", "-1").assertBadInput("--clip-seconds");
        evaluate("--clip-seconds", "0.1").assertBadInput("0.4 s");
        CommandRun.of("evaluate", "--model", model, "--data", folder.resolve("absent"))
                .assertBadInput("absent");
        CommandRun.of("evaluate", "--data", clips, "--model", folder.resolve("absent"))
                .assertBadInput("absent");
        Files.writeString(clips.resolve("b.wav"), "This is no sound.");
        evaluate().assertBadInput("b.wav");
    }
}
