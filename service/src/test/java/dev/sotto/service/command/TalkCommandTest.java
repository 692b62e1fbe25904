package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.service.talk.TalkPlan;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkCommandTest {

    @TempDir
    Path directory;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = directory.resolve("tiny.safetensors");
        Files.write(model, ModelFile.write(TestModels.TINY, TestModels.tensors(TestModels.TINY, 1), false, Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "--port, 65536",
        "--frames-per-packet, 0",
        "--linger-ms, -1",
        "--host, no.such.host.invalid",
        "--access-token, ' '",
        "--codebooks, 5",
        "--pitch, 25",
        "--formants, 0.4",
        "--tokens-topic, a/b",
        "--bootstrap-servers, 127.0.0.1:1"
    })
    void shouldSayWhatIsWrong(String option, String value) {
        CommandRun run = CommandRun.of("talk", "--model", model, option, value);

        assertEquals(2, run.exitCode(), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        assertTrue(run.err().contains(option) || run.err().contains(value), run.err());
    }

    @Test
    void shouldSayThatThePortIsTakenBeforeAnythingIsLoadedOrStarted() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CommandRun run =
                    CommandRun.of("talk", "--model", directory.resolve("absent"), "--port", taken.getLocalPort());

            assertEquals(2, run.exitCode(), run.err());
            assertEquals("", run.out());
            assertTrue(run.err().contains(Integer.toString(taken.getLocalPort())), run.err());
        }
    }

    @Test
    void shouldServeUntilItIsStoppedAndCloseCleanly() throws Exception {
        List<String> command = List.of("talk", "--model", model.toString(), "--port", "0", "--host", "0.0.0.0");
        try (CodecProcess process = CodecProcess.start(directory, command)) {
            StringBuilder out = new StringBuilder();
            while (out.indexOf("access token") < 0) {
                String line = process.nextLine();
                assertNotNull(line, out + process.errors());
                out.append(line).append('\n');
            }
            Matcher address = Pattern.compile("http://0\\.0\\.0\\.0:(\\d+)/#token=([0-9a-f]{32}) ")
                    .matcher(out);
            assertTrue(address.find(), out.toString());
            assertEquals(200, get(URI.create("http://127.0.0.1:" + address.group(1) + "/health/ready")));
            process.stop();
            assertTrue(process.awaitEnd(20), "still there");
            assertEquals("", process.errors().replaceFirst("(?s)WARNING: Using incubator.*?\n", ""));
        }
    }

    @Test
    void shouldLeaveTheVoiceToADecoderThatIsThere() throws Exception {
        ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
        Topics topics =
                Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), 1, 1, Map.of());
        }
        try (CodecApplication decoder = CodecApplication.start(
                CodecTopology.decode(
                        topics, SpeechCodec.of(TestModels.tiny(1)), Optional.empty(), Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, TalkPlan.DECODER, topics.tokens()))) {
            decoder.awaitRunning(Duration.ofSeconds(30));
            CommandRun run = CommandRun.of(
                    "talk",
                    "--model",
                    model,
                    "--port",
                    "0",
                    "--pitch",
                    "3",
                    "--bootstrap-servers",
                    SharedBroker.bootstrapServers(),
                    "--pcm-topic",
                    topics.pcm().name(),
                    "--tokens-topic",
                    topics.tokens().name(),
                    "--decoded-topic",
                    topics.decoded().name());

            assertEquals(2, run.exitCode(), run.err());
            assertTrue(run.err().contains("A decoder is at work already"), run.err());
            assertFalse(run.err().contains("\tat "), run.err());
        }
    }

    private static int get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
