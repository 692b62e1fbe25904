package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.FolderOfKinds;
import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run over every kind of file, whole and broken: it ends, and nothing broken goes unnamed or spoils a neighbour. */
class FolderOfKindsTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private FolderOfKinds kinds;

    @BeforeEach
    void write() throws Exception {
        corpus = TestCorpus.write(folder, 0);
        kinds = FolderOfKinds.write(folder.resolve("kinds"));
    }

    private Console tokenize(Path input, Path out) {
        return Console.run("tokenize", input, "--out", out, "--model", corpus.model(), "--json");
    }

    private static Map<String, JsonObject> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .collect(Collectors.toMap(row -> name(row.get("path")), Function.identity()));
    }

    private static String name(JsonElement path) {
        return Path.of(path.getAsString()).getFileName().toString();
    }

    @Test
    @Timeout(600)
    void shouldNameWhatIsBrokenAndTokeniseTheRestAsIfItWereAlone() throws IOException {
        Path out = folder.resolve("out");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream standardOutput = System.out;
        System.setOut(new PrintStream(printed, true));
        Console console;
        try {
            console = tokenize(kinds.path(), out);
        } finally {
            System.setOut(standardOutput);
        }

        assertEquals(3, console.exitCode(), console.err());
        JsonObject result = JsonParser.parseString(console.out()).getAsJsonObject();
        assertEquals(kinds.broken().size(), result.get("failed").getAsInt());
        assertEquals("", printed.toString(), "a library speaks on standard output");
        Map<String, JsonObject> failed = lines(out.resolve("failed.jsonl"));
        assertEquals(kinds.broken().keySet(), failed.keySet());
        kinds.broken().forEach((name, part) -> {
            String reason = failed.get(name).get("reason").getAsString();
            assertTrue(reason.contains(name) && reason.contains(part), reason);
            assertTrue(reason.endsWith(".") && reason.lines().count() == 1 && !reason.contains("Exception"), reason);
        });

        Map<String, JsonObject> rows = lines(out.resolve("tokens.jsonl"));
        assertEquals(kinds.whole(), rows.keySet());
        for (String name : kinds.whole()) {
            Path alone = folder.resolve("alone").resolve(name);
            tokenize(kinds.path().resolve(name), alone).shouldSucceed();
            JsonObject row = lines(alone.resolve("tokens.jsonl")).get(name);
            assertEquals(row.get("tokens"), rows.get(name).get("tokens"), name);
            assertTrue(row.get("frames").getAsInt() > 0, name);
        }
    }
}
