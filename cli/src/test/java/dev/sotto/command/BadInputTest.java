package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.WavBuilder;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong: a sentence, exit code 2, and no file that was not there before. */
class BadInputTest {

    @TempDir
    private Path folder;

    private Path model;
    private Path wav;
    private Path sotto;
    private Path out;

    @BeforeEach
    void writeGoodFiles() throws IOException {
        model = folder.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        wav = folder.resolve("speech.wav");
        AudioFiles.writeWav(TestAudio.speech(1, 0.5), wav);
        sotto = folder.resolve("speech.sotto");
        Console.run("encode", wav, sotto, "--model", model).shouldSucceed();
        out = folder.resolve("out");
    }

    private void shouldRefuse(List<?> command, Object... parts) throws IOException {
        List<Path> before = files();
        Console.run(Stream.concat(command.stream(), Stream.of("--model", model)).toArray())
                .shouldRefuse(parts);
        assertEquals(before, files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldRefuseToEncodeWhatIsNoSound() throws IOException {
        Path bad = folder.resolve("bad.wav");
        shouldRefuse(List.of("encode", bad, out), bad, "There is no file");
        shouldRefuse(List.of("encode", folder, out), folder, "directory");
        Files.writeString(bad, "This is text, whatever its name says.\n");
        shouldRefuse(List.of("encode", bad, out), bad, "no audio file", "--raw");
        Files.write(bad, new byte[0]);
        shouldRefuse(List.of("encode", bad, out), bad, "empty");
        Files.write(bad, new WavBuilder().build());
        shouldRefuse(List.of("encode", bad, out), bad, "holds no sound");
    }

    @Test
    void shouldRefuseBitratesThatTheModelDoesNotOffer() throws IOException {
        shouldRefuse(List.of("encode", wav, out, "--kbps", "99"), "--kbps", "0.3, 0.6, 0.9, 1.2", "99");
        shouldRefuse(List.of("encode", wav, out, "--kbps", "0.45"), "0.45");
        shouldRefuse(List.of("encode", wav, out, "--kbps", "-3"), "-3");
        shouldRefuse(List.of("encode", wav, out, "--kbps", "NaN"), "NaN");
        shouldRefuse(List.of("encode", wav, out, "--codebooks", "0"), "1 to 4", "is 0");
        shouldRefuse(List.of("encode", wav, out, "--codebooks", "5"), "1 to 4", "is 5");
        shouldRefuse(List.of("encode", wav, out, "--codebooks", "2", "--kbps", "0.6"), "one of them");
        shouldRefuse(List.of("encode", wav, out, "--frames-per-packet", "0"), "1 to 255");
        shouldRefuse(List.of("encode", wav, out, "--frames-per-packet", "256"), "1 to 255");
        shouldRefuse(List.of("decode", sotto, out, "--codebooks", "5"), "1 to 4", "is 5");
        shouldRefuse(List.of("decode", sotto, out, "--pitch", "25"), "-24 to 24 semitones", "is 25");
        shouldRefuse(List.of("decode", sotto, out, "--formants", "0"), "0.5 to 2", "is 0");
    }

    @Test
    void shouldRefuseEveryFileCutShort() throws IOException {
        byte[] bytes = Files.readAllBytes(sotto);
        Path bad = folder.resolve("bad.sotto");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(bad, Arrays.copyOf(bytes, length));
            shouldRefuse(List.of("decode", bad, out), bad, "cannot be used");
        }
        shouldRefuse(List.of("inspect", bad), bad, "cannot be used");
    }

    @Test
    void shouldRefuseEveryFlippedBit() throws IOException {
        byte[] bytes = Files.readAllBytes(sotto);
        Path bad = folder.resolve("bad.sotto");
        for (int bit = 0; bit < bytes.length * 8; bit += 3) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(bad, flipped);
            shouldRefuse(List.of("inspect", bad), bad, "cannot be used");
        }
        shouldRefuse(List.of("decode", bad, out), bad, "cannot be used");
    }

    @Test
    void shouldRefuseToDecodeWhatIsNoTokenFile() throws IOException {
        Path missing = folder.resolve("missing.sotto");
        shouldRefuse(List.of("decode", missing, out), missing, "no file");
        shouldRefuse(List.of("inspect", missing), missing, "no file");
        shouldRefuse(List.of("decode", folder, out), folder, "folder");
        shouldRefuse(List.of("decode", wav, out), wav, "no .sotto file");
        shouldRefuse(List.of("inspect", wav), wav, "no .sotto file");
    }

    @Test
    void shouldRefuseModelsThatAreNone() throws IOException {
        Path bad = folder.resolve("bad.safetensors");
        Console.run("encode", wav, out, "--model", bad).shouldRefuse(bad, "no model file", "--model");
        Console.run("encode", wav, out, "--model", folder).shouldRefuse(folder, "--model");
        Console.run("encode", wav, out, "--model", wav).shouldRefuse(wav);
        byte[] good = Files.readAllBytes(model);
        for (int length : new int[] {0, 1, 8, 100, good.length / 2, good.length - 1}) {
            Files.write(bad, Arrays.copyOf(good, length));
            Console.run("encode", wav, out, "--model", bad).shouldRefuse(bad, "cannot be used as a model");
            Console.run("decode", sotto, out, "--model", bad).shouldRefuse(bad);
            Console.run("inspect", sotto, "--model", bad).shouldRefuse(bad);
        }
    }

    @Test
    void shouldNotOverwriteItsInput() throws IOException {
        byte[] before = Files.readAllBytes(wav);
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), wav);

        shouldRefuse(List.of("encode", wav, wav), wav, "is the input");
        shouldRefuse(List.of("encode", wav, link), link, "is the input");
        shouldRefuse(List.of("encode", link, folder.resolve(".").resolve("speech.wav")), "is the input");

        assertArrayEquals(before, Files.readAllBytes(wav));
    }

    @Test
    void shouldRefusePlacesWhereItCannotWrite() throws IOException {
        shouldRefuse(List.of("encode", wav, folder), folder, "is a folder");
        Path nowhere = folder.resolve("nowhere").resolve("out.sotto");
        shouldRefuse(List.of("encode", wav, nowhere), nowhere.getParent(), "no folder");
    }
}
