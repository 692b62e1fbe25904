package dev.sotto.streams.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Sotto;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.streams.broker.SharedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command in its place, the two applications as processes of their own. */
class ServiceTest {

    @TempDir
    Path directory;

    private final List<String> connection = List.of(
            "--bootstrap-servers",
            SharedBroker.bootstrapServers(),
            "--pcm-topic",
            SharedBroker.unique("pcm"),
            "--tokens-topic",
            SharedBroker.unique("tokens"),
            "--decoded-topic",
            SharedBroker.unique("decoded"));

    @Test
    void shouldCarrySpeechFromSendToReceive() throws Exception {
        Waveform speech = noise(12_345);
        Path file = directory.resolve("caller-7.wav");
        AudioFiles.writeWav(speech, file);
        ModelFile tiny = TestModels.tiny(1);
        Path model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        assertDone(run("topics", "create"));
        Process encoder = start("stream", "encode", "--model", model.toString(), "--codebooks", "2");
        Process decoder = start("stream", "decode", "--model", model.toString());
        try {
            awaitReady(encoder);
            awaitReady(decoder);
            assertDone(run("send", file.toString(), "--fast"));
            Path received = directory.resolve("received.wav");
            assertDone(run("receive", received.toString(), "--stream", "caller-7", "--from-beginning"));

            SpeechCodec codec = SpeechCodec.of(tiny);
            Waveform expected = codec.decode(codec.encode(speech, 2), speech.length());
            assertEquals(
                    new Waveform(Pcm16.toFloats(Pcm16.toBytes(expected.samples())), 16_000), AudioFiles.read(received));

            long start = System.nanoTime();
            encoder.destroy();
            decoder.destroy();
            assertTrue(encoder.waitFor(30, TimeUnit.SECONDS) && decoder.waitFor(30, TimeUnit.SECONDS));
            long taken = System.nanoTime() - start;
            assertTrue(
                    taken < Duration.ofSeconds(5).toNanos(),
                    Duration.ofNanos(taken).toString());
        } finally {
            encoder.destroyForcibly();
            decoder.destroyForcibly();
        }
    }

    @Test
    void shouldSayThatNothingCame() {
        assertDone(run("topics", "create"));
        CommandRun run = run("receive", directory.resolve("x.wav").toString(), "--stream", "a", "--timeout", "0.5");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().contains("stream 'a'"), run.err());
    }

    private CommandRun run(String... command) {
        return CommandRun.of(line(command).toArray());
    }

    private List<String> line(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(connection);
        return line;
    }

    private Process start(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sotto.class.getName()));
        line.addAll(line(command));
        line.add("--application-id");
        line.add(SharedBroker.unique("service"));
        return new ProcessBuilder(line)
                .redirectError(directory.resolve("err-" + command[1]).toFile())
                .start();
    }

    private void awaitReady(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertTrue(line != null && line.contains("Ctrl-C stops it"), () -> line + "\n" + errors());
    }

    private String errors() {
        try {
            return Files.readString(directory.resolve("err-encode"))
                    + Files.readString(directory.resolve("err-decode"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void assertDone(CommandRun run) {
        assertEquals(0, run.exitCode(), run.err());
    }

    private static Waveform noise(int length) {
        Random random = new Random(length);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return new Waveform(Pcm16.toFloats(Pcm16.toBytes(samples)), 16_000);
    }
}
