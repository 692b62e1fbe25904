package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.concealment.FrameLoss;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.packet.TokenFile;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCommandsTest {

    @TempDir
    private Path folder;

    private Path model;
    private SpeechCodec codec;
    private Path wav;
    private Waveform speech;

    @BeforeEach
    void writeModelAndSpeech() throws IOException {
        model = folder.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        codec = SpeechCodec.of(ModelFile.read(model));
        wav = folder.resolve("some speech.wav");
        AudioFiles.writeWav(TestAudio.speech(1, 1.23), wav);
        speech = AudioFiles.read(wav);
    }

    private Path encoded(Object... options) throws IOException {
        Path out = folder.resolve("speech.sotto");
        Console.run(Stream.concat(Stream.of("encode", wav, out, "--model", model), Stream.of(options))
                        .toArray())
                .shouldSucceed();
        return out;
    }

    @Test
    void shouldEncodeToTheTokensOfTheCodec() throws IOException {
        TokenFile file = TokenFile.read(Files.readAllBytes(encoded()));

        // The default of 6 codebooks is more than the tiny model has.
        TokenSequence expected = codec.encode(speech, 4);
        assertEquals(new TokenFile(codec.model().fingerprint(), 16_000, 320, 400, 6, speech.length(), expected), file);
    }

    @Test
    void shouldEncodeWithFewerCodebooks() throws IOException {
        TokenSequence expected = codec.encode(speech, 2);

        assertEquals(
                expected,
                TokenFile.read(Files.readAllBytes(encoded("--codebooks", 2))).tokens());
        assertEquals(
                expected,
                TokenFile.read(Files.readAllBytes(encoded("--kbps", "0.6"))).tokens());
    }

    @Test
    void shouldCutIntoPacketsAsAsked() throws IOException {
        assertEquals(
                List.of(2, 7),
                Stream.of(50, 10)
                        .map(n -> {
                            try {
                                return inspected(encoded("--frames-per-packet", n))
                                        .get("packets")
                                        .getAsInt();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        })
                        .toList());
    }

    @Test
    void shouldDecodeToTheSoundOfTheCodec() throws IOException {
        Path out = folder.resolve("decoded.wav");
        Path in = encoded();

        Console.run("decode", in, out, "--model", model).shouldSucceed();
        assertEquals(
                rounded(codec.decode(TokenFile.read(Files.readAllBytes(in)).tokens(), speech.length())),
                AudioFiles.read(out));

        Console.run("decode", in, out, "--model", model, "--codebooks", 1).shouldSucceed();
        assertEquals(rounded(codec.decode(codec.encode(speech, 1), speech.length())), AudioFiles.read(out));
    }

    @Test
    void shouldDecodeAsIfFramesHadBeenLost() throws IOException {
        Path out = folder.resolve("lossy.wav");
        Path in = encoded();
        FrameLoss loss = new FrameLoss(0.1, 2, 7);

        String said = Console.run("decode", in, out, "--model", model, "--lose", "10%", "--lose-burst", 2, "--seed", 7)
                .shouldSucceed()
                .out();
        TokenSequence tokens = TokenFile.read(Files.readAllBytes(in)).tokens();
        assertEquals(rounded(codec.decode(tokens, loss, speech.length(), done -> {})), AudioFiles.read(out));
        assertTrue(said.contains(loss.count(tokens.numFrames()) + " frames lost"), said);
        Console.run("decode", in, out, "--model", model, "--lose", "x").shouldRefuse("--lose must be 0% to 50%");
        Console.run("decode", in, out, "--model", model, "--seed", 1).shouldRefuse("give --lose, too");
    }

    private static Waveform rounded(Waveform sound) {
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(sound.samples())), sound.sampleRate());
    }

    private JsonObject inspected(Path file) {
        String out = Console.run("inspect", file, "--json", "--model", model)
                .shouldSucceed()
                .out();
        return JsonParser.parseString(out).getAsJsonObject();
    }

    @Test
    void shouldInspect() throws IOException {
        Path file = encoded("--codebooks", 3);
        JsonObject json = inspected(file);

        assertEquals(1.23, json.get("seconds").getAsDouble(), 1e-9);
        assertEquals(19_680, json.get("samples").getAsLong());
        assertEquals(63, json.get("frames").getAsInt());
        assertEquals(2, json.get("packets").getAsInt());
        assertEquals(3, json.get("codebooks").getAsInt());
        assertEquals(6, json.get("bitsPerToken").getAsInt());
        assertEquals(0.9, json.get("tokenKbps").getAsDouble(), 1e-9);
        assertEquals(
                json.get("packetBytes").getAsLong() * 8 / 1230.0,
                json.get("payloadKbps").getAsDouble(),
                1e-9);
        assertEquals(Files.size(file), json.get("bytes").getAsLong());
        assertEquals(
                codec.model().fingerprint().toString(), json.get("fingerprint").getAsString());
        assertTrue(json.get("modelMatches").getAsBoolean());

        String text =
                Console.run("inspect", file, "--model", model).shouldSucceed().out();
        assertTrue(text.contains("63 in 2 packets") && text.contains("it is " + model), text);
    }

    @Test
    void shouldSayWhetherTheModelMatches() throws IOException {
        Path other = folder.resolve("other.safetensors");
        Files.write(other, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 2), false, Map.of()));
        Path file = encoded();

        String out = Console.run("inspect", file, "--json", "--model", other)
                .shouldSucceed()
                .out();
        assertEquals(
                false,
                JsonParser.parseString(out)
                        .getAsJsonObject()
                        .get("modelMatches")
                        .getAsBoolean());
        Console.run("decode", file, folder.resolve("x.wav"), "--model", other)
                .shouldRefuse(file, "another model", other, "--model");
    }

    @Test
    void shouldReportAsAsked() throws IOException {
        Path out = folder.resolve("speech.sotto");

        String text = Console.run("encode", wav, out, "--model", model)
                .shouldSucceed()
                .out();
        assertEquals(1, text.lines().count());
        assertTrue(text.contains("1.23 s") && text.contains("63 frames of 4 codebooks"), text);
        assertEquals(
                "",
                Console.run("encode", wav, out, "--model", model, "--quiet")
                        .shouldSucceed()
                        .out());
        String json = Console.run("encode", wav, out, "--model", model, "--json")
                .shouldSucceed()
                .out();
        assertEquals(
                63, JsonParser.parseString(json).getAsJsonObject().get("frames").getAsInt());
        String decoded = Console.run("decode", out, folder.resolve("x.wav"), "--model", model, "--json")
                .shouldSucceed()
                .out();
        assertEquals(
                19_680,
                JsonParser.parseString(decoded).getAsJsonObject().get("samples").getAsInt());
    }

    @Test
    void shouldEncodeTwoMillisecondsOfSound() throws IOException {
        AudioFiles.writeWav(TestAudio.sine(440, 0.002), wav);
        Path decoded = folder.resolve("decoded.wav");

        Console.run("decode", encoded(), decoded, "--model", model).shouldSucceed();

        assertEquals(32, AudioFiles.read(decoded).length());
    }

    @Test
    void shouldEncodeBareSamples() throws IOException {
        Path raw = folder.resolve("speech.raw");
        Files.write(raw, Pcm16.toBytes(speech.samples()));
        TokenFile expected = TokenFile.read(Files.readAllBytes(encoded()));
        Path out = folder.resolve("raw.sotto");

        Console.run("encode", raw, out, "--raw", 16_000, "--model", model).shouldSucceed();

        assertEquals(expected, TokenFile.read(Files.readAllBytes(out)));
        Console.run("encode", raw, out, "--model", model).shouldRefuse(raw, "--raw");
        Console.run("encode", raw, out, "--raw", 7, "--model", model).shouldRefuse(raw, "7 Hz");
    }

    @Test
    void shouldReadAndWriteStandardStreams() throws IOException {
        byte[] expected = Files.readAllBytes(encoded());
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Console encode;
        Console inspect;
        try {
            System.setIn(new ByteArrayInputStream(Files.readAllBytes(wav)));
            System.setOut(new PrintStream(written));
            encode = Console.run("encode", "-", "-", "--model", model);
            System.setIn(new ByteArrayInputStream(expected));
            inspect = Console.run("inspect", "-", "--model", model);
        } finally {
            System.setIn(in);
            System.setOut(out);
        }

        assertEquals(0, encode.exitCode(), encode.err());
        assertEquals("", encode.out());
        assertTrue(encode.err().startsWith("standard input -> standard output: 1.23 s"), encode.err());
        assertArrayEquals(expected, written.toByteArray());
        assertTrue(inspect.shouldSucceed().out().contains("63 in 2 packets"));
    }
}
