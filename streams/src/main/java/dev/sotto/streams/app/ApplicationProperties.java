package dev.sotto.streams.app;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.processor.LastPoll;
import dev.sotto.streams.processor.MarkUntimed;
import dev.sotto.streams.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** Settings of a Kafka Streams application that speech needs; the user's own settings win over them. */
public final class ApplicationProperties {

    /** To wait between topics when partitions are added. */
    private static final int METADATA_AGE_MS = 5_000;

    private static final String INTERCEPTORS =
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

    private ApplicationProperties() {}

    /**
     * At-least-once, unless the user's settings ask for {@code exactly_once_v2}.
     *
     * @param applicationId also the consumer group and the start of all client ids
     * @param input whose dead letters receive what cannot be used
     */
    public static Properties of(ClientProperties client, String applicationId, Topic input) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId);
        // Streams waits 100 ms for company otherwise: the one setting that latency hangs on.
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        // Bounds what a crash repeats; 30 s otherwise.
        defaults.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        // Bounds the silence after a crash.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        // A member learns from the answer to its next heartbeat that another left: bounds the silence after a clean
        // close.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 200);
        // A thread that catches up joins a rebalance only between polls, and the whole group waits for it; 1000
        // otherwise.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 100);
        // A partition that the topics are given is read, and written to, so soon; 5 minutes otherwise.
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), METADATA_AGE_MS);
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.METADATA_MAX_AGE_CONFIG), METADATA_AGE_MS);
        // A process that comes back takes its own partitions, and nobody else's calls pause.
        defaults.put(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, TasksAtHome.class.getName());
        defaults.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
        defaults.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        // Poison goes aside, speech goes on.
        defaults.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                input.deadLetters().name());
        defaults.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonAside.class.getName());
        defaults.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class.getName());
        defaults.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, MarkUntimed.class.getName());
        defaults.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, RefusedAside.class.getName());
        if (isExactlyOnce(client)) {
            defaults.putAll(transactions());
        }
        Properties properties = client.streams(defaults);
        properties.put(INTERCEPTORS, interceptors(properties));
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(DeadLetters.CONFIG, new DeadLetters());
        return properties;
    }

    /** The user's own, as they are nearest to the main consumer, and last the one by which streams share a pass. */
    private static String interceptors(Properties properties) {
        String own = Stream.of(
                        INTERCEPTORS,
                        StreamsConfig.consumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                        ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG)
                .map(properties::getProperty)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String ours = LastPoll.class.getName();
        return own.isBlank() ? ours : own + "," + ours;
    }

    private static boolean isExactlyOnce(ClientProperties client) {
        return StreamsConfig.EXACTLY_ONCE_V2.equals(
                client.streams(Map.of()).getProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }

    private static Map<String, Object> transactions() {
        return Map.of(
                // The latency of each hop.
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                20,
                // So long the open transaction of a killed process holds up all who read its partitions, other streams
                // too; 10 s otherwise.
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                2_000);
    }
}
