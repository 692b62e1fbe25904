package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is no record's fault: here, that its past cannot be read again. */
class FailingThreadTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final AtomicInteger failures = new AtomicInteger();
    private ClientProperties client;

    @BeforeEach
    void prepare() {
        Properties settings = new Properties();
        settings.put("consumer.session.timeout.ms", "1000");
        settings.put("consumer.heartbeat.interval.ms", "250");
        client = new ClientProperties(settings, SharedBroker.bootstrapServers());
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), 1, 1, Map.of());
        }
    }

    @Test
    @Timeout(120)
    void shouldReplaceAThreadAndLoseNothing() throws Exception {
        Callers callers = new Callers(client, topics.pcm(), 2, 1);
        Listener listener = new Listener(client, topics.decoded(), 1, callers.expected(CODEC, 2));
        CompletableFuture<Void> listening = listener.start();
        String decoderId = SharedBroker.unique("decode");
        try (CodecApplication encoder = encoder(failing(CodecApplication.REPLACEMENTS));
                CodecApplication decoder = CodecApplication.start(
                        CodecTopology.decode(
                                topics, CODEC, Optional.empty(), Continuity.of(new TopicReplay(client, decoderId))),
                        ApplicationProperties.of(client, decoderId, topics.tokens()))) {
            decoder.awaitRunning(PATIENCE);
            callers.run();
            listener.awaitEnds(PATIENCE);
            listening.get();
            listener.assertAllHeard();
            assertEquals(CodecApplication.REPLACEMENTS, failures.get());
            encoder.awaitRunning(PATIENCE);
        }
    }

    @Test
    @Timeout(120)
    void shouldStopWithTheReasonWhenThreadsGoOnFailing() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true));
        try (CodecApplication encoder = encoder(failing(Integer.MAX_VALUE))) {
            new Callers(client, topics.pcm(), 1, 0.1).run();
            IllegalStateException e = assertThrows(IllegalStateException.class, encoder::awaitStopped);
            assertTrue(e.getMessage().contains("failed"), e.getMessage());
            assertEquals(CodecApplication.REPLACEMENTS + 1, failures.get());
        } finally {
            System.setErr(before);
        }
        List<String> lines = log.toString().lines().toList();
        assertEquals(
                CodecApplication.REPLACEMENTS,
                lines.stream()
                        .filter(line -> line.contains("failed and is replaced"))
                        .count(),
                log.toString());
        assertEquals(
                1,
                lines.stream()
                        .filter(line -> line.contains("failed again, and so it stops"))
                        .count(),
                log.toString());
    }

    private CodecApplication encoder(InputReplay replay) {
        return CodecApplication.start(
                CodecTopology.encode(topics, CODEC, 2, 5, PacketCoding.PLAIN, Continuity.of(replay)),
                ApplicationProperties.of(client, SharedBroker.unique("encode"), topics.pcm()));
    }

    private InputReplay failing(int times) {
        return (partition, offset, records) -> {
            if (failures.get() < times) {
                failures.incrementAndGet();
                throw new TimeoutException("no past today");
            }
        };
    }
}
