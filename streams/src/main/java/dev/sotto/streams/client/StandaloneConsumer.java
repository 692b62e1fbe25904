package dev.sotto.streams.client;

import dev.sotto.streams.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers in no group: each hears all partitions that it asks for, and nobody else hears less for it. */
public final class StandaloneConsumer {

    private StandaloneConsumer() {}

    /** One that goes on with the oldest record where retention has taken the place at which it reads. */
    public static KafkaConsumer<byte[], byte[]> open(ClientProperties properties, String clientId) {
        return open(properties, clientId, "earliest", Map.of());
    }

    /**
     * @param reset where to go on if the place where it reads is no longer there: earliest or latest
     * @param defaults more settings, where the user has set none
     */
    public static KafkaConsumer<byte[], byte[]> open(
            ClientProperties properties, String clientId, String reset, Map<String, Object> defaults) {
        Map<String, Object> settings = new HashMap<>(defaults);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings = new HashMap<>(properties.consumer(settings));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Of topics that exist. */
    public static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Topic... topics) {
        return Stream.of(topics)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
    }

    /** Whether there are records before {@code ends} that it has not read. */
    public static boolean isBehind(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}
