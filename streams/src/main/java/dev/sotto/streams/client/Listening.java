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

/** Consumers in no group: each hears all partitions. */
public final class Listening {

    private Listening() {}

    /** @param reset where to go on if the place where it reads is no longer there: earliest or latest */
    public static KafkaConsumer<byte[], byte[]> consumer(ClientProperties properties, String clientId, String reset) {
        Map<String, Object> settings = new HashMap<>(properties.consumer(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                clientId,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                reset)));
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
}
