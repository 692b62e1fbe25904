package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.codec.TestCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sotto sample}, with a model and a prior of random weights. */
class SampleCommandTest {

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
    }
}
