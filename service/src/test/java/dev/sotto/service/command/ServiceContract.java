package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.synthesis.Voice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command in its place, the two applications as processes of their own, on whatever broker. */
abstract class ServiceContract {

    @TempDir
    Path directory;

    private final List<String> topics = List.of(
            "--pcm-topic",
            SharedBroker.unique("pcm"),
            "--tokens-topic",
            SharedBroker.unique("tokens"),
            "--decoded-topic",
            SharedBroker.unique("decoded"));

    private final String group = SharedBroker.unique("encode");
    private final String decoders = SharedBroker.unique("decode");

    abstract String bootstrapServers();

    @Test
    void shouldCarrySpeechFromSendToReceive() throws Exception {
        Waveform speech = noise(12_345);
        Path file = directory.resolve("caller-7.wav");
        AudioFiles.writeWav(speech, file);
        ModelFile tiny = TestModels.tiny(1);
        Path model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
        assertDone(run("topics", "create"));
        try (CodecProcess encoder = start(
                        group,
                        "stream",
                        "encode",
                        "--model",
                        model.toString(),
                        "--codebooks",
                        "2",
                        "--metrics-port",
                        "0");
                CodecProcess decoder =
                        start(decoders, "stream", "decode", "--model", model.toString(), "--pitch", "-3.5")) {
            encoder.awaitReady();
            decoder.awaitReady();
            assertTrue(get(encoder.nextLine()).contains("\"status\":\"UP\""));
            shouldRefuseMembersThatAreSetOtherwise(model);
            assertDone(run("send", file.toString(), "--fast"));
            Path received = directory.resolve("received.wav");
            assertDone(run("receive", received.toString(), "--stream", "caller-7", "--from-beginning"));

            SpeechCodec codec = SpeechCodec.of(tiny);
            Waveform expected = codec.speakingAs(new Voice(-3.5, 1)).decode(codec.encode(speech, 2), speech.length());
            assertEquals(
                    new Waveform(Pcm16.toFloats(Pcm16.toBytes(expected.samples())), 16_000), AudioFiles.read(received));

            long start = System.nanoTime();
            encoder.stop();
            decoder.stop();
            assertTrue(encoder.awaitEnd(30) && decoder.awaitEnd(30));
            long taken = System.nanoTime() - start;
            assertTrue(
                    taken < Duration.ofSeconds(5).toNanos(),
                    Duration.ofNanos(taken).toString());
        }
    }

    /** While an encoder and a decoder of the same groups are at work. */
    private void shouldRefuseMembersThatAreSetOtherwise(Path model) throws IOException {
        Path another = directory.resolve("another.safetensors");
        Files.write(another, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 2), false, Map.of()));
        assertRefused(
                encode(model, "--frames-per-packet", "1"),
                "frames-per-packet is 5 there and 1 here",
                group + "--codebooks-2");
        assertRefused(encode(another), "model is ", group + "--codebooks-2");
        CommandRun decode = run("stream", "decode", "--model", model.toString(), "--application-id", decoders);
        assertRefused(decode, "pitch is -3.5 there and 0 here", decoders + "--formants-1");
    }

    private void assertRefused(CommandRun run, String difference, String member) {
        assertEquals(2, run.exitCode(), run.err());
        assertTrue(run.err().contains(difference), run.err());
        assertTrue(run.err().contains(member), "who has what: " + run.err());
    }

    private CommandRun encode(Path model, String... more) {
        List<String> command = new ArrayList<>(List.of(
                "stream", "encode", "--model", model.toString(), "--codebooks", "2", "--application-id", group));
        command.addAll(List.of(more));
        return run(command.toArray(new String[0]));
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
        line.addAll(topics);
        line.addAll(List.of("--bootstrap-servers", bootstrapServers()));
        return line;
    }

    private CodecProcess start(String applicationId, String... command) throws IOException {
        List<String> line = line(command);
        line.add("--application-id");
        line.add(applicationId);
        return CodecProcess.start(directory, line);
    }

    /** What is at the first URL of a line. */
    private static String get(String line) throws Exception {
        Matcher url =
                Pattern.compile("http://127\\.0\\.0\\.1:\\d+/health/ready").matcher(line);
        assertTrue(url.find(), line);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url.group())).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
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
