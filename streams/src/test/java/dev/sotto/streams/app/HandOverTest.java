package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications that come and go while people speak. */
class HandOverTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;
    private static final int CODEBOOKS = 2;
    private static final int FRAMES = 5;
    private static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);

    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final String encoderId = SharedBroker.unique("encode");
    private final String decoderId = SharedBroker.unique("decode");

    @ParameterizedTest
    @CsvSource({"at_least_once, false", "exactly_once_v2, false", "at_least_once, true"})
    @Timeout(120)
    void shouldHandOverStreamsWithoutADifference(String guarantee, boolean entropy) throws Exception {
        PacketCoding coding = entropy ? PacketCoding.entropy(PRIOR, 50) : PacketCoding.PLAIN;
        Properties settings = new Properties();
        settings.put("processing.guarantee", guarantee);
        settings.put("consumer.isolation.level", "read_committed");
        ClientProperties client = new ClientProperties(settings, SharedBroker.bootstrapServers());
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), PARTITIONS, 1, Map.of());
        }
        ClientProperties plain = ClientProperties.of(SharedBroker.bootstrapServers());
        Callers callers = new Callers(plain, topics.pcm(), 4, 3);
        Listener listener = new Listener(plain, topics.decoded(), PARTITIONS, callers.expected(CODEC, CODEBOOKS));
        CodecApplication firstEncoder = encoder(client, coding);
        CodecApplication firstDecoder = decoder(client);
        CompletableFuture<Void> listening = listener.start();
        CompletableFuture<Void> speaking = CompletableFuture.runAsync(callers);
        try (CodecApplication secondEncoder = encoder(client, coding);
                CodecApplication secondDecoder = decoder(client)) {
            firstEncoder.close();
            firstDecoder.close();
            speaking.get();
            listener.awaitEnds(PATIENCE);
            listening.get();
            long replayed = StreamCounters.total(secondEncoder.metrics(), Counter.REPLAYED)
                    + StreamCounters.total(secondDecoder.metrics(), Counter.REPLAYED);
            System.out.printf(
                    "%s, closed and handed over: longest silence %d ms, %d records repeated, %d replayed%n",
                    guarantee, listener.longestSilenceMs(), listener.repeats(), replayed);
            listener.assertAllHeard();
            callers.assertPackets(topics.tokens(), PARTITIONS, CODEC, CODEBOOKS, FRAMES, coding);
            assertTrue(replayed > 0);
        }
    }

    private CodecApplication encoder(ClientProperties client, PacketCoding coding) throws InterruptedException {
        Continuity continuity = Continuity.of(new TopicReplay(client, encoderId));
        return started(CodecApplication.start(
                CodecTopology.encode(topics, CODEC, CODEBOOKS, FRAMES, coding, continuity),
                ApplicationProperties.of(client, encoderId, topics.pcm())));
    }

    private CodecApplication decoder(ClientProperties client) throws InterruptedException {
        Continuity continuity = Continuity.of(new TopicReplay(client, decoderId));
        return started(CodecApplication.start(
                CodecTopology.decode(topics, CODEC, Optional.of(PRIOR), continuity),
                ApplicationProperties.of(client, decoderId, topics.tokens())));
    }

    private static CodecApplication started(CodecApplication application) throws InterruptedException {
        application.awaitRunning(PATIENCE);
        return application;
    }
}
