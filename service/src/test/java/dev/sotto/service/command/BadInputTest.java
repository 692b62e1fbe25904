package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.broker.SharedBroker;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputTest {

    @TempDir
    Path directory;

    private Path speech;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        speech = directory.resolve("speech.wav");
        AudioFiles.writeWav(new Waveform(new float[1600], 16_000), speech);
        model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
    }

    @Test
    void shouldSayWhatANodeOfAClusterNeeds() {
        assertBadInput(CommandRun.of("broker", "--node", "1"), "--cluster", "--dir");
        assertBadInput(CommandRun.of("broker", "--cluster", "9092", "--node", "1", "--dir", directory), "--cluster");
        assertBadInput(
                CommandRun.of("broker", "--cluster", "9092:9192", "--node", "3", "--dir", directory), "1 to 1", "3");
    }

    @Test
    void shouldSayWithinTenSecondsThatNoBrokerAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        long start = System.nanoTime();
        CommandRun run = CommandRun.of("send", speech, "--bootstrap-servers", "127.0.0.1:" + port, "--timeout", "1.5");

        assertBadInput(run, "127.0.0.1:" + port, "within 1.5 s", "nobody listens", "--timeout");
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(taken.compareTo(Duration.ofSeconds(10)) < 0, taken.toString());
    }

    @Test
    void shouldSayWithinTenSecondsThatTheOtherEndIsNoBroker() throws IOException {
        // Takes connections and says nothing: what a firewall or a wrong port looks like.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            long start = System.nanoTime();
            CommandRun run =
                    CommandRun.of("topics", "create", "--bootstrap-servers", "127.0.0.1:" + silent.getLocalPort());

            assertBadInput(run, "127.0.0.1:" + silent.getLocalPort(), "within 5 s", "says nothing");
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        }
    }

    @Test
    void shouldSayThatTheBrokersNameIsUnknown() {
        assertBadInput(
                CommandRun.of("send", speech, "--bootstrap-servers", "no-such-host.invalid:9092"),
                "no-such-host.invalid");
        assertBadInput(CommandRun.of("send", speech, "--bootstrap-servers", "nonsense"), "nonsense");
    }

    @Test
    void shouldNameTheTopicThatIsMissing() {
        String servers = SharedBroker.bootstrapServers();
        List<List<Object>> commands = List.of(
                List.of("send", speech, "--pcm-topic", "absent"),
                List.of("receive", directory.resolve("x.wav"), "--stream", "a", "--decoded-topic", "absent"),
                List.of("stream", "encode", "--model", model, "--pcm-topic", "absent"),
                List.of("stream", "decode", "--model", model, "--tokens-topic", "absent"));
        for (List<Object> command : commands) {
            Object[] args = new Object[command.size() + 2];
            command.toArray(args);
            args[command.size()] = "--bootstrap-servers";
            args[command.size() + 1] = servers;
            assertBadInput(CommandRun.of(args), "topic absent", "sotto topics create");
        }
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertBadInput(CommandRun.of("send"), "FILE", "--microphone");
        assertBadInput(CommandRun.of("send", speech, "--microphone"), "one of the two");
        assertBadInput(CommandRun.of("send", speech, "--chunk-ms", "0"), "--chunk-ms");
        assertBadInput(CommandRun.of("send", speech, "--stream", "x".repeat(257)), "--stream", "256");
        // What Java makes of Jürgen where the locale is C.
        String broken = "J\ufffd\ufffdrgen";
        assertBadInput(CommandRun.of("send", speech, "--stream", broken), "--stream", broken, "LC_ALL");
        assertBadInput(CommandRun.of("receive", "x.wav", "--stream", broken), "--stream", "LC_ALL");
        assertBadInput(CommandRun.of("stream", "tokens", "--stream", broken), "--stream", "LC_ALL");
        assertBadInput(CommandRun.of("send", speech, "--pcm-topic", "a b"), "'a b'");
        assertBadInput(CommandRun.of("send", speech, "--config", directory.resolve("absent")), "absent");
        assertBadInput(CommandRun.of("send", directory.resolve("absent.wav")), "absent.wav");
        assertBadInput(CommandRun.of("receive", "--stream", "a"), "OUT.wav");
        assertBadInput(CommandRun.of("receive", "x.wav"), "--stream");
        assertBadInput(CommandRun.of("receive", "x.wav", "--stream", "a", "--timeout", "-1"), "--timeout");
        assertBadInput(CommandRun.of("send", speech, "--timeout", "0"), "--timeout");
        assertBadInput(CommandRun.of("topics"), "topics create");
        assertBadInput(CommandRun.of("topics", "create", "--partitions", "0"), "--partitions");
        assertBadInput(CommandRun.of("stream"), "stream encode");
        assertBadInput(CommandRun.of("stream", "encode", "--frames-per-packet", "256"), "--frames-per-packet");
        assertBadInput(CommandRun.of("stream", "encode", "--model", model, "--kbps", "99"), "--kbps");
        assertBadInput(CommandRun.of("demo", "--model", model, "--kbps", "99"), "--kbps");
        assertBadInput(CommandRun.of("demo", "--out", speech), "speech.wav");
        assertBadInput(CommandRun.of("broker", "--port", "70000"), "--port");
    }

    @Test
    void shouldSayInASentenceThatTheTrustStoreIsMissing() throws IOException {
        Path config = directory.resolve("client.properties");
        Path absent = directory.resolve("absent.jks");
        Files.writeString(config, "security.protocol=SSL\nssl.truststore.location=" + absent + "\n");
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true));
        try {
            assertBadInput(CommandRun.of("send", speech, "--config", config), absent.toString(), "--config");
        } finally {
            System.setErr(before);
        }
        assertEquals("", log.toString());
    }

    @Test
    void shouldNeverShowWhatTheConfigurationHolds() throws IOException {
        Path config = directory.resolve("client.properties");
        Files.writeString(config, "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=hush-hush\n");
        CommandRun run = CommandRun.of("send", speech, "--config", config);

        assertEquals(2, run.exitCode(), run.err());
        assertFalse((run.out() + run.err()).contains("hush-hush"), run.err());
    }

    @Test
    void shouldSayThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            assertBadInput(CommandRun.of("broker", "--port", port), "Port " + port + " is taken");
        }
    }

    private static void assertBadInput(CommandRun run, String... parts) {
        assertEquals(2, run.exitCode(), run.err());
        for (String part : parts) {
            assertTrue(run.err().contains(part), run.err());
        }
        assertEquals(1, run.err().strip().lines().count(), run.err());
    }
}
