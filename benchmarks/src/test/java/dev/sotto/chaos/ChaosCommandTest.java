package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.command.Console;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short run; SurvivalTest in streams kills more applications, but no broker. */
class ChaosCommandTest {

    @TempDir
    Path folder;

    private Path model() throws IOException {
        return Files.write(
                folder.resolve("tiny.safetensors"),
                ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
    }

    @Test
    @Timeout(400)
    void shouldLoseNothingWhenTheActiveControllerIsKilled() throws IOException {
        Console console = Console.run(
                "chaos",
                "--json",
                "--minutes",
                "0.25",
                "--kills",
                "1",
                "--kinds",
                "controller",
                "--calls",
                "4",
                "--codebooks",
                "2",
                "--model",
                model());
        JsonObject json = JsonParser.parseString(console.shouldSucceed().out()).getAsJsonObject();
        List<String> promised = List.of(
                "kills",
                "frames",
                "lostFrames",
                "changedTokens",
                "changedSamples",
                "repeatedFramesDropped",
                "longestSilenceMs",
                "longestSilenceOthersMs",
                "faults");
        assertTrue(json.keySet().containsAll(promised), json.keySet().toString());
        assertEquals(1, json.get("kills").getAsInt());
        assertTrue(json.get("frames").getAsLong() > 0);
        for (String none : List.of("lostFrames", "changedTokens", "changedSamples", "deadLetters")) {
            assertEquals(0, json.get(none).getAsLong(), none);
        }
    }

    @Test
    void shouldRefuseBadInput() throws IOException {
        Console.run("chaos", "--minutes", "NaN").shouldRefuse("--minutes", "0.1 to 60");
        Console.run("chaos", "--minutes", "1", "--kills", "6").shouldRefuse("--kills", "0 to 5", "--minutes");
        Console.run("chaos", "--calls", "0").shouldRefuse("--calls", "1 to 200");
        Console.run("chaos", "--kinds", "router").shouldRefuse("--kinds");
        Console.run("chaos", "--faults", "flood").shouldRefuse("--faults", "'flood'", "broker-pause");
        Console.run("chaos", "--minutes", "1", "--faults", "all").shouldRefuse("9 faults", "--minutes");
        Console.run("chaos", "--data", folder.resolve("none")).shouldRefuse("none");
    }
}
