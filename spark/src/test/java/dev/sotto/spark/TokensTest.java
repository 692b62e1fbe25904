package dev.sotto.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    private static Path directory;

    private static SparkSession session;
    private static TokenSettings settings;

    @BeforeAll
    static void start() throws IOException {
        session = LocalSpark.start(directory);
        byte[] model = ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of());
        settings = new TokenSettings(Optional.of(model), 3, false, List.of());
        for (String name : List.of("x/a.wav", "x/b.wav", "y/a.wav")) {
            Path file = directory.resolve("speech").resolve(name);
            Files.createDirectories(file.getParent());
            AudioFiles.writeWav(TestAudio.speech(name.hashCode(), 0.5), file);
        }
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private static Dataset<Row> files() {
        return session.read()
                .format("binaryFile")
                .option("recursiveFileLookup", true)
                .load(directory.resolve("speech").toString());
    }

    private static List<String> ids(Dataset<Row> table) {
        return table.orderBy("path").collectAsList().stream()
                .map(row -> row.<String>getAs("id"))
                .toList();
    }

    @Test
    void shouldNameRowsFromWhatAllPathsHaveInCommon() {
        assertEquals(List.of("x/a", "x/b", "y/a"), ids(Tokens.rows(Tokens.tokenize(files(), settings))));
    }

    @Test
    void shouldTakeIdsAndOtherColumnsAlong() {
        Dataset<Row> files = files().withColumn("id", lit("call"))
                .withColumn("frames", lit(7))
                .withColumn("speaker", col("length").gt(0).cast("string"));
        Dataset<Row> rows = Tokens.rows(Tokens.tokenize(files, settings));
        assertEquals(List.of("call", "call-2", "call-3"), ids(rows));
        assertEquals(
                List.of("manifest_frames", "speaker", "tokens"),
                List.of(rows.columns()).subList(10, 13));
        Row row = rows.first();
        assertEquals("7", row.getAs("manifest_frames"));
        assertEquals("true", row.getAs("speaker"));
        for (String ours : List.of("reason", "truncated")) {
            Dataset<Row> taken = files.withColumn(ours, lit("x"));
            assertThrows(BadInputException.class, () -> Tokens.tokenize(taken, settings));
        }
    }

    @Test
    void shouldRefuseAFileThatIsThereTwice() {
        Dataset<Row> twice = files().union(files());
        assertThrows(BadInputException.class, () -> Tokens.tokenize(twice, settings));
    }

    @Test
    void shouldSayOfWhichFilesSparkWouldFail() throws IOException {
        long longest = Files.size(directory.resolve("speech/x/a.wav")) - 1;
        String limit = "spark.sql.sources.binaryFile.maxLength";
        session.conf().set(limit, longest);
        try {
            Dataset<Row> outcomes = Tokens.tokenize(files(), settings);
            assertEquals(0, Tokens.rows(outcomes).count());
            Row failure = Tokens.failures(outcomes).first();
            assertTrue(failure.<String>getAs("reason").contains("longer than " + longest), failure.toString());
        } finally {
            session.conf().unset(limit);
        }
    }

    @Test
    void shouldDecodeWhatItCanAndSayWhyNot() throws IOException {
        SpeechCodec codec = SpeechCodec.of(ModelFile.read(settings.model().orElseThrow(), "tiny"));
        Dataset<Row> rows = Tokens.rows(Tokens.tokenize(files(), settings));
        Dataset<Row> odd = rows.filter(col("id").equalTo("x/a"))
                .withColumn("id", lit("other"))
                .withColumn("model", lit("0000000000000000"));
        Dataset<Row> bare =
                session.sql("select 'bare' as id, array(array(1, 2), array(3, 4), array(5, 99999)) as tokens");
        Dataset<Row> speech = Tokens.detokenize(rows.union(odd), settings);
        for (Row row : speech.filter("reason is null").collectAsList()) {
            Path file = directory.resolve("speech").resolve(row.<String>getAs("id") + ".wav");
            Waveform spoken = AudioFiles.read(file);
            Waveform heard = codec.decode(codec.encode(spoken, 3), spoken.length());
            Path written = directory.resolve("expected.wav");
            AudioFiles.writeWav(heard, written);
            assertArrayEquals(Files.readAllBytes(written), row.<byte[]>getAs("wav"));
            assertEquals(
                    spoken.length(),
                    AudioFiles.read(new ByteArrayInputStream(row.<byte[]>getAs("wav")), "wav")
                            .length());
        }
        assertEquals(3, speech.filter("wav is not null").count());
        String reason = Tokens.failures(speech).first().getAs("reason");
        assertTrue(reason.contains("another model"), reason);
        String outside =
                Tokens.failures(Tokens.detokenize(bare, settings)).first().getAs("reason");
        assertTrue(outside.contains("99999"), outside);
    }
}
