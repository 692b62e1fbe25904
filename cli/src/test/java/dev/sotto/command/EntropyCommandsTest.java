package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.TestCorpus;
import dev.sotto.packet.PacketIndex;
import dev.sotto.packet.TokenFile;
import dev.sotto.prior.Prior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --entropy} wherever files are written, and reading them without being told. */
class EntropyCommandsTest {

    @TempDir
    private Path folder;

    private TestCorpus corpus;
    private Path prior;
    private Path wav;

    @BeforeEach
    void writeInputs() throws IOException {
        corpus = TestCorpus.write(folder, 4);
        prior = corpus.prior(7);
        wav = folder.resolve("speech.wav");
        AudioFiles.writeWav(TestAudio.speech(1, 2.5), wav);
    }

    private Console run(Object... line) {
        return Console.run(Stream.concat(Stream.of(line), Stream.of("--model", corpus.model()))
                .toArray());
    }

    private Path encoded(String name, Object... options) {
        Path out = folder.resolve(name);
        run(Stream.concat(Stream.of("encode", wav, out), Stream.of(options)).toArray())
                .shouldSucceed();
        return out;
    }

    @Test
    void shouldEncodeTheSameTokensAndDecodeThemWithoutBeingTold() throws IOException {
        Path plain = encoded("plain.sotto");
        Path coded = encoded("coded.sotto", "--entropy", "--prior", prior);
        Prior known = Prior.read(prior);

        assertEquals(
                TokenFile.read(Files.readAllBytes(plain)),
                TokenFile.read(Files.readAllBytes(coded), fingerprint -> known));
        run("decode", plain, folder.resolve("plain.wav")).shouldSucceed();
        run("decode", coded, folder.resolve("coded.wav"), "--prior", prior).shouldSucceed();
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("plain.wav")), Files.readAllBytes(folder.resolve("coded.wav")));
    }

    @Test
    void shouldWriteAndReadPauses() throws IOException {
        Waveform speech = TestAudio.speech(1, 2.5);
        float[] silenceAfter = Arrays.copyOf(speech.samples(), 6 * speech.sampleRate());
        AudioFiles.writeWav(new Waveform(silenceAfter, speech.sampleRate()), wav);
        for (Object[] coding : new Object[][] {{}, {"--entropy", "--prior", prior}}) {
            Path without = encoded("without.sotto", coding);
            Path with = encoded(
                    "with.sotto",
                    Stream.concat(Stream.of(coding), Stream.of("--dtx")).toArray());

            assertTrue(2 * Files.size(with) < Files.size(without) + 200, Files.size(with) + " bytes");
            run("decode", with, folder.resolve("with.wav"), "--prior", prior).shouldSucceed();
            assertEquals(
                    silenceAfter.length,
                    AudioFiles.read(folder.resolve("with.wav")).length());
            String json = run("inspect", with, "--prior", prior, "--json")
                    .shouldSucceed()
                    .out();
            assertTrue(json.matches("(?s).*\"pauseFrames\": 1[5-9]\\d,.*"), json);
        }
    }

    @Test
    void shouldWriteKeyPacketsAsOftenAsAsked() throws IOException {
        Path first = encoded("first.sotto", "--entropy", "--prior", prior, "--frames-per-packet", 10);
        Path more =
                encoded("more.sotto", "--entropy", "--prior", prior, "--frames-per-packet", 10, "--key-interval", 0.5);

        assertEquals(1, keys(first));
        // 126 frames: packets 0, 30 (with 25 before it), 50, 80 and 100.
        assertEquals(5, keys(more));
        String json =
                run("inspect", more, "--prior", prior, "--json").shouldSucceed().out();
        assertTrue(json.contains("\"keyPackets\": 5"), json);
        assertTrue(json.contains("\"prior\": \"" + Prior.read(prior).fingerprint() + "\""), json);
    }

    private static long keys(Path file) throws IOException {
        return PacketIndex.of(Files.readAllBytes(file)).keyPackets();
    }

    @Test
    void shouldSayWhichPriorIsWrong() throws IOException {
        Path coded = encoded("coded.sotto", "--entropy", "--prior", prior);
        Path other = corpus.prior(8);

        run("decode", coded, folder.resolve("x.wav"), "--prior", other).shouldRefuse("name the right one with --prior");
        run("inspect", coded, "--prior", folder.resolve("none")).shouldRefuse("There is no prior");
        run("encode", wav, folder.resolve("x.sotto"), "--key-interval", 1).shouldRefuse("give --entropy, too");
        run("encode", wav, folder.resolve("x.sotto"), "--entropy", "--prior", prior, "--key-interval", "NaN")
                .shouldRefuse("--key-interval must be 0.02 to 10 seconds");
    }
}
