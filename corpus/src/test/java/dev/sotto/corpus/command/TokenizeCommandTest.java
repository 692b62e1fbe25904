package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizeCommandTest {

    private static final int FILES = 7;

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path out;

    @BeforeEach
    void writeCorpus() throws IOException {
        corpus = TestCorpus.write(folder, FILES);
        out = folder.resolve("out");
    }

    private Console tokenize(Object input, Path target, Object... options) {
        return Console.run(Stream.concat(
                        Stream.of("tokenize", input, "--out", target, "--model", corpus.model()), Stream.of(options))
                .toArray());
    }

    private List<JsonObject> rows() throws IOException {
        return Files.readAllLines(out.resolve("tokens.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    @Test
    void shouldWriteTheTokensOfTheCodecInTheOrderOfTheNames() throws Exception {
        tokenize(corpus.audio(), out, "--codebooks", 3).shouldSucceed();

        List<JsonObject> rows = rows();
        assertEquals(
                List.of("a0", "a2", "a4", "a6", "b/a1", "b/a3", "b/a5"),
                rows.stream().map(row -> row.get("id").getAsString()).toList());
        JsonObject row = rows.get(4);
        Path file = corpus.audio().resolve("b/a1.wav");
        Waveform speech = AudioFiles.read(file);
        TokenSequence tokens = corpus.codec().encode(speech, 3);
        assertEquals(file.toString(), row.get("path").getAsString());
        assertEquals(speech.seconds(), row.get("duration").getAsDouble());
        assertEquals(speech.length(), row.get("samples").getAsInt());
        assertEquals("50", row.get("frameRate").getAsString());
        assertEquals(3, row.get("codebooks").getAsInt());
        assertEquals(tokens.numFrames(), row.get("frames").getAsInt());
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertEquals(HexFormat.of().formatHex(sum), row.get("sha256").getAsString());
        for (int q = 0; q < 3; q++) {
            for (int t = 0; t < tokens.numFrames(); t++) {
                int token = row.getAsJsonArray("tokens")
                        .get(q)
                        .getAsJsonArray()
                        .get(t)
                        .getAsInt();
                assertEquals(tokens.token(t, q), token);
            }
        }
        assertEquals(
                Set.of("tokens.jsonl", "run.json", "vocabulary.json"),
                TestCorpus.contents(out).keySet());
    }

    @Test
    void shouldDescribeTheVocabulary() throws IOException {
        tokenize(corpus.audio(), out).shouldSucceed();

        JsonObject vocabulary = JsonParser.parseString(Files.readString(out.resolve("vocabulary.json")))
                .getAsJsonObject();
        assertEquals("[0,64,128,192]", vocabulary.get("offsets").toString());
        assertEquals(
                "{\"pad\":256,\"bos\":257,\"eos\":258}",
                vocabulary.get("special").toString());
        assertEquals(259, vocabulary.get("size").getAsInt());
        assertEquals(50, vocabulary.get("frameRate").getAsDouble());
        String fingerprint = corpus.codec().model().fingerprint().toString();
        assertEquals(fingerprint, vocabulary.get("model").getAsString());
        assertEquals(fingerprint, rows().get(0).get("model").getAsString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "npy", "parquet"})
    void shouldWriteTheSameWhateverTheNumberOfWorkers(String format) throws IOException {
        Path other = folder.resolve("other");
        tokenize(corpus.audio(), out, "--format", format, "--workers", 1).shouldSucceed();
        tokenize(corpus.audio(), other, "--format", format, "--workers", 3).shouldSucceed();

        assertEquals(TestCorpus.contents(out), TestCorpus.contents(other));
    }

    @Test
    void shouldNameABrokenFileAndGoOn() throws IOException {
        Path broken = Files.writeString(corpus.audio().resolve("a3.wav"), "no sound");
        Console console = tokenize(corpus.audio(), out);

        assertEquals(3, console.exitCode());
        assertTrue(console.err().startsWith("sotto: 1 of 8 could not be used: "), console.err());
        assertEquals(FILES, rows().size());
        JsonObject failed = JsonParser.parseString(Files.readString(out.resolve("failed.jsonl")))
                .getAsJsonObject();
        assertEquals(broken.toString(), failed.get("path").getAsString());
        assertTrue(failed.get("reason").getAsString().contains("no audio file"), failed.toString());
        // Once more: nothing to do, and the same verdict.
        assertEquals(3, tokenize(corpus.audio(), out).exitCode());
    }

    @Test
    void shouldTakeFilesAndPatterns() throws IOException {
        tokenize(corpus.audio() + "/**/a[13].wav", out, corpus.audio().resolve("a0.wav"), corpus.audio() + "/b/*3.wav")
                .shouldSucceed();

        assertEquals(
                List.of("b/a1", "b/a3", "a0"),
                rows().stream().map(row -> row.get("id").getAsString()).toList());
    }

    @Test
    void shouldFindFilesThatLieDirectlyInTheFolderOfAPattern() throws IOException {
        tokenize(corpus.audio() + "/**/a[012].wav", out).shouldSucceed();

        assertEquals(
                List.of("a0", "a2", "b/a1"),
                rows().stream().map(row -> row.get("id").getAsString()).toList());
    }

    @Test
    void shouldCountWhatItLeavesOut() throws IOException {
        Files.writeString(corpus.audio().resolve("a0.txt"), "What was said.");
        Files.writeString(corpus.audio().resolve("b/a1.TXT"), "What was said.");
        Files.writeString(corpus.audio().resolve("README"), "Speech.");

        Console console = tokenize(corpus.audio(), out, "--json");

        assertEquals(0, console.exitCode());
        assertEquals(
                "sotto: Left out, as their names are not those of audio files: 2 .txt, 1 without a suffix.",
                console.err().strip());
        JsonObject leftOut =
                JsonParser.parseString(console.out()).getAsJsonObject().getAsJsonObject("leftOut");
        assertEquals(2, leftOut.get(".txt").getAsInt());
    }

    /** Half a file is a failure, or, where that was asked for, a row that says so. */
    @Test
    void shouldNotTakeHalfAFileForAWholeOne() throws IOException {
        byte[] whole = Files.readAllBytes(corpus.audio().resolve("a0.wav"));
        Files.write(corpus.audio().resolve("a0.wav"), Arrays.copyOf(whole, whole.length / 2));

        Console console = tokenize(corpus.audio(), out);

        assertEquals(3, console.exitCode());
        assertEquals(FILES - 1, rows().size());
        assertTrue(Files.readString(out.resolve("failed.jsonl")).contains("cut short"));

        tokenize(corpus.audio(), out, "--accept-truncated").shouldRefuse(out, "other inputs");
        out = folder.resolve("accepted");
        tokenize(corpus.audio(), out, "--accept-truncated").shouldSucceed();
        assertEquals(FILES, rows().size());
        assertTrue(
                rows().get(0).get("truncated").getAsString().contains("promises 0.100 s"),
                rows().get(0).toString());
        assertTrue(rows().get(1).get("truncated").isJsonNull());
    }

    @Test
    void shouldCarryTheColumnsOfAManifest() throws IOException {
        Path manifest = Files.writeString(
                folder.resolve("manifest.csv"),
                "\ufeffpath,speaker,text,duration,id\r\n"
                        + "audio/a0.wav,Zoë,\"Yes, \"\"now\"\",\nhe said\",5,first\r\n"
                        + "audio/b/a1.wav,,語,,\r\n"
                        + "audio/none.wav,x,y,1,\r\n"
                        + "audio/a0.wav,again,,,first\r\n");
        Console console = tokenize(manifest, out);

        assertEquals(3, console.exitCode(), console.err());
        List<JsonObject> rows = rows();
        assertEquals(
                List.of("first", "audio/b/a1", "first-2"),
                rows.stream().map(row -> row.get("id").getAsString()).toList());
        assertEquals("Zoë", rows.get(0).get("speaker").getAsString());
        assertEquals("Yes, \"now\",\nhe said", rows.get(0).get("text").getAsString());
        assertEquals("5", rows.get(0).get("manifest_duration").getAsString());
        assertEquals("語", rows.get(1).get("text").getAsString());
        assertTrue(Files.readString(out.resolve("failed.jsonl")).contains("There is no file"));
    }

    @Test
    void shouldRefuseManifestsThatCannotBeRead() throws IOException {
        Path manifest = folder.resolve("manifest.csv");
        for (String[] bad : new String[][] {
            {"file\na.wav\n", "'path'"},
            {"path,split\n", "names no files"},
            {"path,split\na.wav,b,c\n", "line 2", "quotes"},
            {"path,split\n,b\n", "line 2", "names no file"},
            {"path,path\na,b\n", "no CSV"},
            {"path\n\"a.wav\n", "no CSV"}
        }) {
            Files.writeString(manifest, bad[0]);
            tokenize(manifest, out).shouldRefuse(manifest, bad[1], bad[bad.length - 1]);
        }
        Files.write(manifest, new byte[] {'p', 'a', 't', 'h', '\n', (byte) 0xff, '\n'});
        tokenize(manifest, out).shouldRefuse(manifest, "UTF-8");
        assertFalse(Files.exists(out));
    }

    @Test
    void shouldRefuseWhatCannotBeDone() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        tokenize(empty, out).shouldRefuse(empty, "no audio file");
        tokenize(folder.resolve("none"), out).shouldRefuse("There is no file or folder");
        tokenize(folder + "/*.nothing", out).shouldRefuse("*.nothing");
        tokenize(folder + "/none/*.wav", out).shouldRefuse("no folder");
        tokenize(folder + "/[.wav", out).shouldRefuse("no pattern");
        tokenize(corpus.audio(), out, "--workers", 0).shouldRefuse("--workers", "is 0");
        tokenize(corpus.audio(), out, "--codebooks", 9).shouldRefuse("--codebooks", "is 9");
        tokenize(corpus.audio(), out, "--format", "xml").shouldRefuse("--format", "xml");
        tokenize(corpus.audio(), corpus.model()).shouldRefuse(corpus.model(), "is a file");
        tokenize(corpus.audio(), corpus.audio()).shouldRefuse(corpus.audio(), "other files");
        Console.run("tokenize", corpus.audio()).shouldRefuse("--out");
        assertFalse(Files.exists(out));
    }

    @Test
    void shouldNotMixRuns() throws IOException {
        tokenize(corpus.audio(), out).shouldSucceed();
        tokenize(corpus.audio(), out, "--format", "npy").shouldRefuse(out, "the format JSONL");
        tokenize(corpus.audio(), out, "--codebooks", 1).shouldRefuse(out, "4 codebooks");
        tokenize(corpus.audio().resolve("a0.wav"), out).shouldRefuse(out, "other inputs");
        Files.writeString(out.resolve("run.json"), "[");
        tokenize(corpus.audio(), out).shouldRefuse(out, "damaged");
    }
}
