package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.Callers;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.client.StandaloneConsumer;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusable records of a megabyte and more, on both topics, while somebody speaks. */
class LargePoisonTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Bytes: just what a topic takes by default, 10 MB that travel as a few, and what only a topic of 8 MB takes. */
    private static final List<Integer> SIZES = List.of(1_048_002, 10 << 20, 1_500_000);

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));

    /** @param lettersBytes that the topics of dead letters take */
    @ParameterizedTest
    @ValueSource(ints = {1_048_588, 1_000})
    @Timeout(180)
    void shouldGoAsideAndLoseNothing(int lettersBytes) throws Exception {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(topics.pcm(), topics.tokens()), 1, 1, Map.of("max.message.bytes", "8388608"));
            cluster.create(List.of(topics.decoded()), 1, 1, Map.of());
            cluster.create(
                    List.of(topics.pcm().deadLetters(), topics.tokens().deadLetters()),
                    1,
                    1,
                    Map.of("max.message.bytes", Integer.toString(lettersBytes)));
        }
        String encoderId = SharedBroker.unique("encode");
        String decoderId = SharedBroker.unique("decode");
        try (CodecApplication encoder = CodecApplication.start(
                        CodecTopology.encode(topics, CODEC, 2, 5, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY),
                        ApplicationProperties.of(client, encoderId, topics.pcm()));
                CodecApplication decoder = CodecApplication.start(
                        CodecTopology.decode(topics, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY),
                        ApplicationProperties.of(client, decoderId, topics.tokens()))) {
            encoder.awaitRunning(PATIENCE);
            decoder.awaitRunning(PATIENCE);
            Callers callers = new Callers(client, topics.pcm(), 2, 2);
            Listener listener = new Listener(client, topics.decoded(), 1, callers.expected(CODEC, 2));
            CompletableFuture<Void> listening = listener.start();
            CompletableFuture<Void> speaking = CompletableFuture.runAsync(callers);
            poison();
            speaking.get();
            listener.awaitEnds(PATIENCE);
            listening.get();

            listener.assertAllHeard();
            boolean taken = lettersBytes > 1_000_000;
            for (CodecApplication application : List.of(encoder, decoder)) {
                assertTrue(application.health().isReady(), application.id());
                assertEquals(SIZES.size(), application.deadLetters().count(), application.id());
                assertEquals(taken ? 0 : SIZES.size(), application.deadLetters().refused(), application.id());
            }
            assertEquals(taken ? SIZES.size() : 0, letters(topics.pcm()));
            assertEquals(taken ? SIZES.size() : 0, letters(topics.tokens()));
        }
    }

    private void poison() {
        Properties settings = new Properties();
        settings.put("compression.type", "zstd");
        settings.put("max.request.size", "20000000");
        settings.put("buffer.memory", "67108864");
        ClientProperties poisoner = new ClientProperties(settings, SharedBroker.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                poisoner.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : List.of(topics.pcm(), topics.tokens())) {
                for (int size : SIZES) {
                    // Half a sample more where it would be speech.
                    byte[] value = new byte[size <= 1 << 20 ? size - 1 : size];
                    producer.send(new ProducerRecord<>(topic.name(), StreamId.write("poison"), value));
                }
            }
            producer.flush();
        }
    }

    private long letters(Topic topic) {
        TopicPartition letters = new TopicPartition(topic.deadLetters().name(), 0);
        try (KafkaConsumer<byte[], byte[]> consumer = StandaloneConsumer.open(client, "letters")) {
            return consumer.endOffsets(List.of(letters)).get(letters);
        }
    }
}
