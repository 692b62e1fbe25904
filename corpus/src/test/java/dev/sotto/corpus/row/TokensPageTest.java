package dev.sotto.corpus.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.codec.TestCorpus;
import dev.sotto.corpus.recording.Corpus;
import dev.sotto.corpus.recording.RecordingFinder;
import dev.sotto.corpus.run.Tokenizer;
import dev.sotto.packet.PacketCoding;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page TOKENS.md is true: its Python reads what a run has written. */
class TokensPageTest {

    private static final String PYTHON = "python3";

    @TempDir
    Path folder;

    private TestCorpus corpus;

    @BeforeEach
    void assumePython() throws Exception {
        boolean found;
        try {
            found = run("import numpy").exitCode() == 0;
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "there is no python3 with numpy here to run the examples of TOKENS.md");
        corpus = TestCorpus.write(folder, 3);
    }

    /** The rows as the examples print them. */
    private List<String> tokenized(RowFormat format) throws IOException {
        Path tokens = folder.resolve("tokens");
        Corpus found = RecordingFinder.find(List.of(corpus.audio().toString()));
        new Tokenizer(corpus.codec(), format, 4, PacketCoding.PLAIN).run(found, tokens, 1, (files, seconds) -> {});
        List<String> lines = new ArrayList<>();
        try (RowReader rows = RowReader.open(tokens, noPrior -> null)) {
            for (TokenRow row = (TokenRow) rows.next(); row != null; row = (TokenRow) rows.next()) {
                TokenSequence sequence = row.tokens();
                int sum = Arrays.stream(sequence.tokens()).sum();
                lines.add(String.format(
                        "%s %s %d %d %d",
                        row.id(), RowJson.decimal(row.seconds()), sequence.numCodebooks(), sequence.numFrames(), sum));
            }
        }
        return lines;
    }

    @Test
    void shouldShowHowToReadJsonLines() throws Exception {
        List<String> expected = tokenized(RowFormat.JSONL);
        Result result = run(example("## JSONL"));

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(expected, result.output().lines().toList());
        assertEquals(3, expected.size());
    }

    @Test
    void shouldShowHowToReadNumpyFiles() throws Exception {
        List<String> expected = tokenized(RowFormat.NPY);
        Result result = run(example("## NPY"));

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(expected, result.output().lines().toList());
    }

    @Test
    void shouldShowHowToFlattenTheCodebooks() throws Exception {
        List<String> rows = tokenized(RowFormat.JSONL);
        Result result = run(example("## One vocabulary"));

        assertEquals(0, result.exitCode(), result.output());
        List<String> expected = rows.stream()
                .map(row -> Integer.toString(4 * Integer.parseInt(row.split(" ")[3]) + 2))
                .toList();
        assertEquals(expected, result.output().lines().toList());
    }

    private void assume(String packages) throws Exception {
        boolean found = run("import " + packages).exitCode() == 0;
        assumeTrue(found, "python3 has no " + packages + " here to run this example of TOKENS.md");
    }

    @Test
    void shouldShowHowToReadParquet() throws Exception {
        assume("pyarrow");
        List<String> expected = tokenized(RowFormat.PARQUET).stream()
                .map(line -> line.replaceFirst(" \\d+$", ""))
                .toList();
        Result result = run(example("## Parquet, with pyarrow"));

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(expected, result.output().lines().toList());
    }

    private void writeDataset() throws IOException {
        Corpus found = RecordingFinder.find(List.of(corpus.audio().toString()));
        new Tokenizer(corpus.codec(), RowFormat.HF, 4, PacketCoding.PLAIN)
                .run(found, folder.resolve("dataset"), 1, (files, seconds) -> {});
    }

    @Test
    void shouldShowHowToLoadDatasets() throws Exception {
        assume("datasets");
        List<String> rows = tokenized(RowFormat.PARQUET);
        List<String> expected = new ArrayList<>();
        for (String row : rows) {
            String file = row.split(" ")[0] + ".wav";
            expected.add(row + " " + Files.size(corpus.audio().resolve(file)));
        }
        expected.add(String.join(" ", "a0", "4", rows.get(0).split(" ")[3]));
        writeDataset();
        Result result = run(example("## Hugging Face datasets"));

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(
                expected, result.output().lines().filter(expected::contains).toList(), result.output());
    }

    @Test
    void shouldTellDatasetsTheSameInTheCardAndInTheFile() throws Exception {
        assume("datasets");
        writeDataset();
        Result result = run("""
                import hashlib
                from datasets import Audio, load_dataset, load_dataset_builder

                features = load_dataset_builder("dataset").info.features
                file = load_dataset("parquet", data_files="dataset/data/*.parquet", split="train")
                rows = load_dataset("dataset", split="train", streaming=True).cast_column("audio", Audio(decode=False))
                sums = [hashlib.sha256(row["audio"]["bytes"]).hexdigest() == row["sha256"] for row in rows]
                tokens = features["tokens"].feature.feature.dtype
                print("said", features == file.features, features["audio"].dtype, tokens)
                print("held", sums)
                """);

        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("said True dict int32\n"), result.output());
        assertTrue(result.output().contains("held [True, True, True]\n"), result.output());
    }

    @Test
    void shouldReadWhatNumpyWrites() throws Exception {
        Path file = folder.resolve("new.npy");
        Result result = run("import numpy as np; np.save('new.npy', np.arange(6).reshape(3, 2).T)");
        assertEquals(0, result.exitCode(), result.output());

        assertEquals(new TokenSequence(2, new int[] {0, 1, 2, 3, 4, 5}), NpyFile.read(Files.readAllBytes(file)));
    }

    private static String example(String heading) throws IOException {
        String page = Files.readString(Path.of("TOKENS.md"));
        int section = page.indexOf("\n" + heading + "\n");
        assertTrue(section > 0, heading);
        int from = page.indexOf("```python\n", section) + "```python\n".length();
        return page.substring(from, page.indexOf("```", from));
    }

    private record Result(int exitCode, String output) {}

    private Result run(String program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(PYTHON, "-c", program)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        // datasets asks the Hub and keeps what it has read in the user's folder, unless it is told.
        builder.environment().put("HF_HUB_OFFLINE", "1");
        builder.environment().put("HF_HOME", folder.resolve("cache").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
