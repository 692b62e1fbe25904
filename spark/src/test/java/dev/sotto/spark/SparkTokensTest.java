package dev.sotto.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.command.Sotto;
import dev.sotto.corpus.row.RowJson;
import dev.sotto.corpus.row.TokenRows;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jobs write is what the command writes. */
class SparkTokensTest {

    @TempDir
    private static Path directory;

    private static SparkSession session;
    private static Path model;
    private static Path speech;

    @BeforeAll
    static void start() throws IOException {
        session = LocalSpark.start(directory);
        model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        speech = Files.createDirectories(directory.resolve("speech"));
        Files.createDirectories(speech.resolve("b"));
        int seed = 0;
        for (String name : List.of("a.wav", "a.wave", "b/a.wav", "b/ö 1.WAV", "c.wav", "d.wav")) {
            AudioFiles.writeWav(TestAudio.speech(seed, 0.7 + 0.3 * seed), speech.resolve(name));
            seed++;
        }
        byte[] whole = Files.readAllBytes(speech.resolve("c.wav"));
        Files.write(speech.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(speech.resolve("noise.flac"), "no sound at all");
        Files.writeString(speech.resolve("notes.txt"), "nor here");
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private record Run(int code, String out, String err) {}

    private interface Program {
        int run(PrintWriter out, PrintWriter err, String... line);
    }

    private static Run run(Program program, Object... line) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = program.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Stream.of(line).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private static Run job(Object... line) {
        return run(SparkTokens::run, line);
    }

    private static Run command(Object... line) {
        return run((out, err, words) -> Sotto.run(words, out, err), line);
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static List<String> lines(Dataset<Row> table) {
        return table.toJSON().collectAsList();
    }

    @Test
    void shouldMakeTheRowsAndTheSpeechOfTheCommand() throws IOException {
        Path ours = directory.resolve("command");
        Path theirs = directory.resolve("spark");
        Run command = command("tokenize", speech, "--out", ours, "--model", model, "--codebooks", 2);
        assertEquals(3, command.code(), command.err());
        Run job = job("tokenize", speech, "--out", theirs, "--model", model, "--codebooks", 2, "--partitions", 2);
        assertEquals(0, job.code(), job.err());
        assertTrue(job.out().contains("6 rows of 2 codebooks"), job.out());
        assertTrue(job.out().contains("2 failed"), job.out());

        List<Path> parts = files(theirs.resolve("tokens"), ".parquet");
        assertEquals(2, parts.size(), parts.toString());
        List<String> rows = new ArrayList<>();
        for (Path part : parts) {
            // The reader of sotto detokenize.
            TokenRows.read(part, unused -> null).forEach(row -> rows.add(RowJson.line(row)));
        }
        assertEquals(Files.readAllLines(ours.resolve("tokens.jsonl")), rows);
        assertEquals(
                Files.readAllLines(ours.resolve("failed.jsonl")),
                lines(session.read()
                        .parquet(theirs.resolve("failed").toString())
                        .orderBy("path")));
        Dataset<Row> table = session.read().parquet(theirs.resolve("tokens").toString());
        assertEquals(
                "id path sha256 duration samples sampleRate frameRate codebooks frames model tokens",
                String.join(" ", table.columns()));
        assertEquals(
                6,
                table.filter("duration = round(samples / sampleRate, 6) and codebooks = size(tokens)"
                                + " and frames = size(tokens[1])")
                        .count());

        Path heard = directory.resolve("heard");
        Path told = directory.resolve("told");
        assertEquals(
                0, command("detokenize", ours, "--out", heard, "--model", model).code());
        Run back = job("detokenize", theirs.resolve("tokens"), "--out", told, "--model", model);
        assertEquals(0, back.code(), back.err());
        List<Path> expected = files(heard, ".wav");
        assertEquals(6, expected.size());
        assertEquals(6, files(told.resolve("speech"), ".wav").size());
        for (Path file : expected) {
            Path same = told.resolve("speech").resolve(heard.relativize(file));
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(same), file.toString());
        }
    }

    @Test
    void shouldTakeWhatIsThereOfFilesThatAreCutShort() throws IOException {
        Path ours = directory.resolve("command-cut");
        Path theirs = directory.resolve("spark-cut");
        command("tokenize", speech, "--out", ours, "--model", model, "--accept-truncated");
        Run job = job("tokenize", speech, "--out", theirs, "--model", model, "--accept-truncated", "--partitions", 1);
        assertEquals(0, job.code(), job.err());
        List<String> rows = new ArrayList<>();
        TokenRows.read(files(theirs.resolve("tokens"), ".parquet").get(0), unused -> null)
                .forEach(row -> rows.add(RowJson.line(row)));
        List<String> expected = new ArrayList<>();
        // By way of the reader, as a column that is null is none in Parquet.
        TokenRows.read(ours.resolve("tokens.jsonl"), unused -> null).forEach(row -> expected.add(RowJson.line(row)));
        assertEquals(7, rows.size());
        assertEquals(
                expected.stream()
                        .map(line -> line.replace("\"truncated\":null,", ""))
                        .toList(),
                rows);
    }

    @Test
    void shouldSayInASentenceWhatCannotBeUsed() throws IOException {
        Path there = Files.createDirectories(directory.resolve("there"));
        Path out = directory.resolve("not-there");
        List<Run> refused = List.of(
                job("tokenize", speech, "--out", there),
                job("tokenize", there, "--out", out),
                job("tokenize", directory.resolve("absent"), "--out", out),
                job("tokenize", speech, "--out", out, "--codebooks", 9),
                job("tokenize", speech, "--out", out, "--partitions", 0),
                job("tokenize", speech, "--out", out, "--model", directory.resolve("absent")),
                job("tokenize", speech),
                job("detokenize", directory.resolve("absent"), "--out", out));
        for (Run run : refused) {
            assertEquals(2, run.code(), run.err());
            assertTrue(run.err().startsWith("sotto: ") && run.err().lines().count() == 1, run.err());
        }
    }
}
