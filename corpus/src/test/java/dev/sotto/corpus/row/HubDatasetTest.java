package dev.sotto.corpus.row;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.BadInputException;
import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tokenize --format hf}: what Hugging Face's datasets looks for is where it looks. */
class HubDatasetTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path manifest;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        corpus = TestCorpus.write(folder, 2);
        manifest = Files.writeString(
                folder.resolve("manifest.csv"), "path,speaker: who,audio\naudio/a0.wav,Zoë,x\naudio/b/a1.wav,,y\n");
        out = folder.resolve("out");
    }

    private Console tokenize() {
        return Console.run("tokenize", manifest, "--out", out, "--model", corpus.model(), "--format", "hf");
    }

    private static final class Builder extends ParquetReader.Builder<Group> {

        Builder(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }

    @Test
    void shouldHoldTheRecordingsAndSayWhatTheColumnsAre() throws IOException {
        tokenize().shouldSucceed();

        LocalInputFile file = new LocalInputFile(out.resolve("data/train-00000-of-00001.parquet"));
        try (ParquetReader<Group> rows = new Builder(file).build()) {
            Group audio = rows.read().getGroup("audio", 0);
            assertArrayEquals(
                    Files.readAllBytes(corpus.audio().resolve("a0.wav")),
                    audio.getBinary("bytes", 0).getBytes());
            assertEquals("a0.wav", audio.getString("path", 0));
        }
        try (ParquetFileReader reader = ParquetFileReader.open(file)) {
            String said = reader.getFileMetaData().getKeyValueMetaData().get("huggingface");
            JsonObject features = JsonParser.parseString(said)
                    .getAsJsonObject()
                    .getAsJsonObject("info")
                    .getAsJsonObject("features");
            assertEquals(
                    reader.getFileMetaData().getSchema().getFields().stream()
                            .map(field -> field.getName())
                            .toList(),
                    features.keySet().stream().toList());
            assertEquals("{\"_type\":\"Audio\"}", features.get("audio").toString());
            assertEquals(
                    "{\"feature\":{\"feature\":{\"dtype\":\"int32\",\"_type\":\"Value\"},\"_type\":\"Sequence\"},"
                            + "\"_type\":\"Sequence\"}",
                    features.get("tokens").toString());
        }
        String card = Files.readString(out.resolve("README.md"));
        assertTrue(card.startsWith("---\n") && card.indexOf("\n---\n") > 0, card);
        assertTrue(card.contains("\n    path: data/train-*\n"), card);
        assertTrue(card.contains("\n  - name: \"speaker: who\"\n    dtype: string\n"), card);
        assertTrue(card.contains("\n  - name: \"manifest_audio\"\n    dtype: string\n"), card);
        assertTrue(card.contains("\n  - name: \"audio\"\n    dtype: audio\n"), card);
        assertTrue(card.contains(corpus.codec().model().fingerprint().toString()), card);
    }

    @Test
    void shouldRefuseARecordingThatHasChangedSinceItWasTokenised() throws IOException {
        TokenRow row = new TokenRow("a0", corpus.audio() + "/a0.wav", "0", 1, 16_000, 50, null, Map.of(), null);

        String message = assertThrows(BadInputException.class, () -> SourceAudio.bytes(row))
                .getMessage();
        assertTrue(message.contains("has changed"), message);
    }
}
