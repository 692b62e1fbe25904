package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.codec.TestCorpus;
import dev.sotto.command.Console;
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

/** {@code sotto evaluate-tokens}, with a model and a prior of random weights. */
class EvaluateTokensCommandTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path prior;

    @BeforeEach
    void write() throws IOException {
        corpus = TestCorpus.write(folder, 3);
        prior = corpus.prior(1);
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
    void shouldHoldTokensAgainstLabels() throws IOException {
        Path labels = Files.write(
                folder.resolve("labels.csv"),
                List.of(
                        "path,start,end,label,speaker",
                        "audio/a0.wav,0,0.05,A,x",
                        "audio/a0.wav,0.05,0.2,B,x",
                        "audio/b/a1.wav,0,0.1,A,x",
                        "audio/a2.wav,0,1,B,y"));
        Path picture = folder.resolve("labels.png");
        Object[] options = {corpus.audio(), "--codebooks", 2, "--labels", labels, "--picture", picture};
        JsonObject results = JsonParser.parseString(run("evaluate-tokens", append(options, "--json"))
                        .shouldSucceed()
                        .out())
                .getAsJsonObject();

        assertEquals(3, results.get("recordings").getAsInt());
        assertEquals(2, results.getAsJsonArray("codebooks").size());
        double all = results.getAsJsonObject("all").get("accuracy").getAsDouble();
        assertTrue(all >= 0 && all <= 1);
        assertTrue(ImageIO.read(picture.toFile()).getWidth() > 1000);
        String text =
                run("evaluate-tokens", append(options, "-q")).shouldSucceed().out();
        assertEquals("", text);
        run("evaluate-tokens", append(options, "--label-column", "word")).shouldRefuse("no column 'word'");
        Files.writeString(labels, "path,label\nelsewhere/a0.wav,A\n");
        run("evaluate-tokens", append(options)).shouldRefuse("0 of 3 recordings");
    }

    private static Object[] append(Object[] options, Object... more) {
        return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray();
    }

    @Test
    void shouldRefuseWhatIsNotThere() {
        run("evaluate-tokens", folder.resolve("none")).shouldRefuse("There is no file or folder");
    }
}
