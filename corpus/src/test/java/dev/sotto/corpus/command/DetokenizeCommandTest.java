package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetokenizeCommandTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path tokens;
    private Path out;

    @BeforeEach
    void writeCorpus() throws IOException {
        corpus = TestCorpus.write(folder, 4);
        tokens = folder.resolve("tokens");
        out = folder.resolve("out");
    }

    private void tokenize(Object... options) {
        Console.run(Stream.concat(
                                Stream.of("tokenize", corpus.audio(), "--out", tokens, "--model", corpus.model()),
                                Stream.of(options))
                        .toArray())
                .shouldSucceed();
    }

    private Console detokenize(Object source, Object... options) {
        return Console.run(Stream.concat(
                        Stream.of("detokenize", source, "--out", out, "--model", corpus.model()), Stream.of(options))
                .toArray());
    }

    /** What comes back of a recording by way of a file's 16 bits. */
    private Waveform expected(String id, int codebooks) throws IOException {
        SpeechCodec codec = corpus.codec();
        Waveform speech = AudioFiles.read(corpus.audio().resolve(id + ".wav"));
        Waveform decoded = codec.decode(codec.encode(speech, codebooks), speech.length());
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(decoded.samples())), decoded.sampleRate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "npy", "parquet", "hf"})
    void shouldGiveWhatTheCodecGivesWithoutTheFiles(String format) throws IOException {
        tokenize("--format", format);
        detokenize(tokens, "--workers", 2).shouldSucceed();

        for (String id : List.of("a0", "b/a1", "a2", "b/a3")) {
            assertEquals(expected(id, 4), AudioFiles.read(out.resolve(id + ".wav")));
        }
        assertEquals(4, TestCorpus.contents(out).size());
    }

    @Test
    void shouldUseFewerCodebooksIfAskedTo() throws IOException {
        tokenize();
        detokenize(tokens.resolve("tokens.jsonl"), "--codebooks", 2).shouldSucceed();

        assertEquals(expected("a2", 2), AudioFiles.read(out.resolve("a2.wav")));
    }

    @Test
    void shouldDecodeANumpyFileAlone() throws IOException {
        tokenize("--format", "npy");
        detokenize(tokens.resolve("npy/000/000001-a2.npy")).shouldSucceed();

        Waveform expected = expected("a2", 4);
        Waveform decoded = AudioFiles.read(out.resolve("000001-a2.wav"));
        assertEquals(expected, decoded.slice(0, expected.length()));
    }

    @Test
    void shouldNameBrokenRowsAndGoOn() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.jsonl"), """
                {"id":"good","tokens":[[1,2,3],[4,5,6]]}
                {"id":"torn","tokens":[[1,2
                {"id":"ragged","tokens":[[1,2,3],[4,5]]}
                {"id":"large","tokens":[[64]]}
                {"id":"negative","tokens":[[-1]]}
                {"id":"long","samples":9999,"tokens":[[1]]}
                {"id":"wide","tokens":[[1],[1],[1],[1],[1]]}
                {"id":"none"}
                {"id":"outside","file":"../tiny.safetensors"}
                []
                {"id":"../../sneaky","tokens":[[1,2]]}
                {"id":"good","tokens":[[1,2,3]]}""");
        Console console = detokenize(rows);

        assertEquals(3, console.exitCode(), console.err());
        assertTrue(console.err().startsWith("sotto: 9 of 12 could not be used"), console.err());
        Map<String, String> written = TestCorpus.contents(out);
        assertEquals(
                List.of("__/__/sneaky.wav", "failed.jsonl", "good-2.wav", "good.wav"), List.copyOf(written.keySet()));
        String failed = Files.readString(out.resolve("failed.jsonl"));
        for (String part :
                List.of("line 2", "3 and 2 frames", "large", "negative", "9999", "wide", "no tokens", "below")) {
            assertTrue(failed.contains(part), part + " is not in " + failed);
        }
    }

    /** Too long, of two names in one, of none, of half a letter, and the names of files that lie there. */
    @Test
    void shouldMakeAFileOfEveryId() throws IOException {
        List<String> ids = List.of(
                "😀".repeat(60),
                "a",
                "a.wav/b",
                "a.wav.part/b",
                "failed.jsonl/b",
                "A",
                "..",
                "",
                "x/".repeat(3000) + "y",
                "z".repeat(100_000),
                "half \ud83d");
        StringBuilder rows = new StringBuilder();
        for (String id : ids) {
            JsonObject row = new JsonObject();
            row.addProperty("id", id);
            row.add("tokens", JsonParser.parseString("[[1,2,3]]"));
            rows.append(row.toString().replace("\ud83d\"", "\\ud83d\"")).append('\n');
        }
        detokenize(Files.writeString(folder.resolve("rows.jsonl"), rows)).shouldSucceed();

        assertEquals(
                List.of(
                        "A-2.wav",
                        "_.wav",
                        "__.wav",
                        "a.wav",
                        "a.wav.part_/b.wav",
                        "a.wav_/b.wav",
                        "failed.jsonl_/b.wav",
                        "half _.wav",
                        "y.wav",
                        "z".repeat(180) + ".wav",
                        "😀".repeat(45) + ".wav"),
                List.copyOf(TestCorpus.contents(out).keySet()));
    }

    @Test
    void shouldSayThatAParquetFileIsDamaged() throws IOException {
        tokenize("--format", "parquet");
        byte[] good = Files.readAllBytes(tokens.resolve("tokens.parquet"));
        Path bad = folder.resolve("bad.parquet");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 25; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
            damaged[good.length - 1 - random.nextInt(good.length / 4)] ^= (byte) (1 << random.nextInt(8));
            Console console = detokenize(Files.write(bad, damaged));
            assertTrue(List.of(0, 2, 3).contains(console.exitCode()), console.err());
            assertFalse(console.err().contains("\tat "), console.err());
            if (console.exitCode() == 2) {
                console.shouldRefuse();
            }
        }
    }

    @Test
    void shouldRefuseWhatCannotBeDone() throws IOException {
        tokenize("--format", "parquet");
        Path other = folder.resolve("other.safetensors");
        Files.write(other, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 2), false, Map.of()));
        Console.run("detokenize", tokens, "--out", out, "--model", other).shouldRefuse("another model", "--model");
        detokenize(folder.resolve("none")).shouldRefuse("There is no file or folder");
        detokenize(corpus.audio()).shouldRefuse(corpus.audio(), "holds no tokens");
        detokenize(corpus.model()).shouldRefuse(corpus.model(), ".jsonl, .npy or .parquet");
        detokenize(tokens, "--codebooks", 5).shouldRefuse("--codebooks", "is 5");
        detokenize(Files.createFile(folder.resolve("empty.jsonl"))).shouldRefuse("empty.jsonl", "no row");
        detokenize(Files.writeString(folder.resolve("bad.npy"), "no")).shouldRefuse("bad.npy", "no NumPy file");
        byte[] parquet = Files.readAllBytes(tokens.resolve("tokens.parquet"));
        Path cut = folder.resolve("cut.parquet");
        for (int length = 0; length < parquet.length; length += 501) {
            Files.write(cut, Arrays.copyOf(parquet, length));
            detokenize(cut).shouldRefuse(cut);
        }
    }
}
