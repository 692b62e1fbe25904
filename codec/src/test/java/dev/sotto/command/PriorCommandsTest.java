package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.corpus.TestCorpus;
import dev.sotto.model.ModelFile;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sotto evaluate-tokens} and {@code sotto sample}, with a model and a prior of random weights. */
class PriorCommandsTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path prior;

    @BeforeEach
    void write() throws IOException {
        corpus = TestCorpus.write(folder, 3);
        prior = folder.resolve("prior.safetensors");
        Prior random = TestPriors.of(ModelFile.read(corpus.model()), 1);
        Files.write(prior, random.file().toBytes());
    }

    private Console run(String command, Object... options) {
        Stream<Object> line = Stream.of(command, "--model", corpus.model(), "--prior", prior);
        return Console.run(Stream.concat(line, Arrays.stream(options)).toArray());
    }

    private static double sum(JsonArray numbers) {
        double sum = 0;
        for (int i = 0; i < numbers.size(); i++) {
            sum += numbers.get(i).getAsDouble();
        }
        return sum;
    }

    @Test
    void shouldMeasureTokens() throws IOException {
        Path picture = folder.resolve("usage.png");
        Console console = run("evaluate-tokens", corpus.audio(), "--codebooks", 3, "--json", "--picture", picture)
                .shouldSucceed();

        JsonObject results = JsonParser.parseString(console.out()).getAsJsonObject();
        JsonObject bits = results.getAsJsonObject("bitsPerFrame");
        assertEquals(18, bits.get("plain").getAsDouble());
        assertEquals(0.9, results.getAsJsonObject("kbps").get("plain").getAsDouble(), 1e-9);
        for (String name : List.of("order0", "order0OfInput", "order1", "prior", "priorUnbroken")) {
            double expected = sum(results.getAsJsonObject("bitsPerToken").getAsJsonArray(name));
            assertEquals(expected, bits.get(name).getAsDouble(), 1e-9, name);
            assertTrue(expected > 0 && expected < 100, name);
            double kbps = results.getAsJsonObject("kbps").get(name).getAsDouble();
            assertEquals(expected * 50 / 1000, kbps, 1e-9, name);
        }
        assertEquals(
                1 - bits.get("prior").getAsDouble() / 18, results.get("saved").getAsDouble(), 1e-9);
        for (String name : List.of("usage", "perplexity", "normalisedEntropy")) {
            assertEquals(3, results.getAsJsonArray(name).size(), name);
        }
        assertTrue(ImageIO.read(picture.toFile()).getHeight() > 400);
    }

    @Test
    void shouldSayTheSameOfSpeechAndOfItsTokens() {
        Path tokens = folder.resolve("tokens");
        Console.run("tokenize", corpus.audio(), "--model", corpus.model(), "--out", tokens, "--codebooks", 4)
                .shouldSucceed();
        String ofSpeech = run("evaluate-tokens", corpus.audio(), "--codebooks", 2, "--quiet", "--json")
                .shouldSucceed()
                .out();
        assertEquals(
                ofSpeech,
                run("evaluate-tokens", tokens, "--codebooks", 2, "--json")
                        .shouldSucceed()
                        .out());
        assertTrue(run("evaluate-tokens", tokens, "--codebooks", 2)
                .shouldSucceed()
                .out()
                .contains("The prior saves"));
        run("evaluate-tokens", tokens, "--codebooks", 9).shouldRefuse("--codebooks");
    }

    @Test
    void shouldDrawTheSameSoundFromTheSameSeed() throws IOException {
        Path first = folder.resolve("first.wav");
        Path again = folder.resolve("again.wav");
        Path other = folder.resolve("other.wav");
        Path picture = folder.resolve("picture.png");
        run("sample", "--seconds", 1.5, "--seed", 3, "--picture", picture, first)
                .shouldSucceed();
        run("sample", "--seconds", 1.5, "--seed", 3, again).shouldSucceed();
        run("sample", "--seconds", 1.5, "--seed", 4, "--temperature", 0.5, other)
                .shouldSucceed();

        assertEquals(24_000, AudioFiles.read(first).length());
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(again));
        assertFalse(Arrays.equals(Files.readAllBytes(first), Files.readAllBytes(other)));
        assertTrue(ImageIO.read(picture.toFile()).getWidth() > 1000);
    }

    @Test
    void shouldGoOnFromAPrompt() throws IOException {
        Path speech = corpus.audio().resolve("a0.wav");
        Path out = folder.resolve("out.wav");
        run("sample", "--seconds", 1, "--prompt", speech, out).shouldSucceed();
        int frames = AudioFiles.read(speech).length() / 320;
        assertEquals(16_000 + 320 * frames, AudioFiles.read(out).length());
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        Path out = folder.resolve("out.wav");
        run("sample", "--seconds", 0, out).shouldRefuse("--seconds");
        run("sample", "--seconds", 1, "--temperature", -1, out).shouldRefuse("--temperature");
        run("sample", "--seconds", 1, "--codebooks", 9, out).shouldRefuse("--codebooks");
        Console.run("sample", "--seconds", 1, "--prior", prior, out).shouldRefuse("knows the tokens of model");
        Console.run("sample", "--seconds", 1, "--prior", corpus.model(), "--model", corpus.model(), out)
                .shouldRefuse("cannot be used as a prior");
        Console.run("sample", "--seconds", 1, "--prior", folder.resolve("none"), "--model", corpus.model(), out)
                .shouldRefuse("There is no prior");
        run("evaluate-tokens", folder.resolve("none")).shouldRefuse("There is no file or folder");
    }
}
