package dev.sotto.service.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.app.ApplicationProperties;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an operator's tools see of an encoder. */
class HealthServerTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ClientProperties client = impatientClient();
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));

    @BeforeEach
    void prepare() {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), 2, 1, Map.of());
        }
    }

    @Test
    @Timeout(120)
    void shouldTellHealthAndMetrics() throws Exception {
        try (CodecApplication encoder = encoder(InputReplay.NONE);
                CodecApplication decoder = decoder();
                HealthServer health = HealthServer.start(encoder, ANY_PORT)) {
            List<Socket> halfOpen = halfOpen(health, 31);
            encoder.awaitRunning(PATIENCE);
            decoder.awaitRunning(PATIENCE);
            assertEquals(200, get(health, "/health/live").statusCode());
            HttpResponse<String> ready = get(health, "/health/ready");
            assertEquals(200, ready.statusCode());
            assertTrue(ready.body().contains(topics.pcm().name() + "-1"), ready.body());

            speak(2, 1);
            String metrics = get(health, "/metrics").body();
            // 2 of 16000 and 16077 samples, each with its last frames.
            assertTrue(value(metrics, "sotto_frames_total") >= 2 * 51, metrics);
            assertEquals(value(metrics, "sotto_frames_total"), value(metrics, "sotto_codec_seconds_count"));
            assertEquals(value(metrics, "sotto_frames_total") / 50, value(metrics, "sotto_speech_seconds_total"), 1e-6);
            assertTrue(value(metrics, "sotto_codec_seconds_sum") > 0);
            assertEquals(0, value(metrics, "sotto_active_streams"));
            assertEquals(0, value(metrics, "sotto_dead_letters_total"));
            assertEquals(0, value(metrics, "sotto_repeats_total"));
            assertEquals(0, value(metrics, "sotto_gaps_total"));
            assertTrue(value(metrics, "sotto_lag_p99_seconds") >= value(metrics, "sotto_lag_p50_seconds"));
            double payload = value(metrics, "sotto_payload_kbps{direction=\"out\"}");
            assertTrue(payload > 0.5 && payload < 8, "payload kbps: " + payload);
            double wire = value(metrics, "sotto_wire_kbps{direction=\"out\"}");
            assertTrue(wire > payload, wire + " kbps on the wire, " + payload + " of it payload");
            assertTrue(metrics.contains("kafka_stream_thread_"), "Kafka's own metrics");
            assertDashboardKnows(metrics);
            assertDropped(halfOpen);
        }
    }

    @Test
    @Timeout(120)
    void shouldBeNeitherLiveNorReadyWhenThreadsGoOnFailing() throws Exception {
        InputReplay failing = (partition, offset, records) -> {
            throw new TimeoutException("no past today");
        };
        try (CodecApplication encoder = encoder(failing);
                HealthServer health = HealthServer.start(encoder, ANY_PORT)) {
            assertEquals(200, get(health, "/health/live").statusCode());
            new Callers(client, topics.pcm(), 1, 0.1).run();
            assertThrows(IllegalStateException.class, encoder::awaitStopped);
            HttpResponse<String> live = get(health, "/health/live");
            assertEquals(503, live.statusCode(), live.body());
            assertEquals(503, get(health, "/health/ready").statusCode());
        }
    }

    @Test
    void shouldAnswerOnlyWhatItIsFor() throws Exception {
        try (CodecApplication encoder = encoder(InputReplay.NONE);
                HealthServer health = HealthServer.start(encoder, ANY_PORT)) {
            assertEquals(404, get(health, "/metrics/more").statusCode());
            assertEquals(404, get(health, "/").statusCode());
            HttpRequest post = HttpRequest.newBuilder(health.url("/metrics"))
                    .POST(BodyPublishers.ofString("x"))
                    .build();
            assertEquals(405, http.send(post, BodyHandlers.ofString()).statusCode());
            InetSocketAddress taken =
                    new InetSocketAddress("127.0.0.1", health.url("/").getPort());
            assertThrows(BindException.class, () -> HealthServer.start(encoder, taken));
        }
    }

    /** A dashboard that asks for what is not there shows nothing, and says nothing either. */
    private static void assertDashboardKnows(String metrics) throws IOException {
        String dashboard = Files.readString(Path.of("..", "docker", "grafana", "dashboards", "sotto.json"));
        List<String> names = Pattern.compile("\\b(sotto|kafka|process|jvm)_\\w+")
                .matcher(dashboard)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertTrue(names.size() > 10, names.toString());
        names.forEach(name -> assertTrue(metrics.contains("\n" + name), name + " is on the dashboard only"));
    }

    /** Requests that never become whole. */
    private static List<Socket> halfOpen(HealthServer health, int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket("127.0.0.1", health.url("/").getPort());
            socket.getOutputStream().write("GET /health/live HT".getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        return sockets;
    }

    /** Each in its turn, or the thread that reads it would be lost for ever. */
    private static void assertDropped(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            try (socket) {
                socket.setSoTimeout(30_000);
                assertEquals(-1, socket.getInputStream().read());
            } catch (SocketException e) {
                continue; // Reset: dropped, too.
            }
        }
    }

    private void speak(int streams, double seconds) {
        Callers callers = new Callers(client, topics.pcm(), streams, seconds);
        Listener listener = new Listener(client, topics.decoded(), 2, callers.expected(CODEC, 2));
        CompletableFuture<Void> listening = listener.start();
        callers.run();
        listener.awaitEnds(PATIENCE);
        listening.join();
        listener.assertAllHeard();
    }

    /** A thread that failed is missed for as long as its session lasts. */
    private static ClientProperties impatientClient() {
        Properties settings = new Properties();
        settings.put("consumer.session.timeout.ms", "1000");
        return new ClientProperties(settings, SharedBroker.bootstrapServers());
    }

    private CodecApplication encoder(InputReplay replay) {
        return CodecApplication.start(
                CodecTopology.encode(topics, CODEC, 2, 5, PacketCoding.PLAIN, Continuity.of(replay)),
                ApplicationProperties.of(client, SharedBroker.unique("encode"), topics.pcm()));
    }

    private CodecApplication decoder() {
        return CodecApplication.start(
                CodecTopology.decode(topics, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, SharedBroker.unique("decode"), topics.tokens()));
    }

    private HttpResponse<String> get(HealthServer health, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(health.url(path)).build(), BodyHandlers.ofString());
    }

    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(metrics);
        assertTrue(line.find(), () -> name + " is missing:\n" + metrics);
        return Double.parseDouble(line.group(1));
    }
}
