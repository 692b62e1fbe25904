package dev.sotto.streams.client;

import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all of some topics, the partitions included that they are given while somebody listens. Belongs to no consumer
 * group: whoever listens hears everything. Not thread-safe.
 */
public final class TopicListener implements AutoCloseable {

    /** So often it looks whether there are new partitions; the client itself asks the brokers as often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Topic[] topics;
    private List<TopicPartition> partitions;
    private long lookedNanos = System.nanoTime();

    /** Where to begin. */
    public enum From {
        /** The oldest records. */
        BEGINNING,
        /** What comes after this moment, all of it, however late it is read. */
        NOW,
        /** What comes after this moment; who falls behind what the topics keep goes on with what comes then. */
        LIVE
    }

    /** @param topics must exist */
    public TopicListener(ClientProperties properties, String clientId, From from, Topic... topics) {
        this.consumer = StandaloneConsumer.open(
                properties,
                clientId,
                from == From.LIVE ? "latest" : "earliest",
                Map.of(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int) LOOK.toMillis()));
        this.topics = topics.clone();
        partitions = StandaloneConsumer.partitions(consumer, topics);
        consumer.assign(partitions);
        if (from == From.BEGINNING) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy; "from now on" must not mean from the first poll on.
        partitions.forEach(consumer::position);
    }

    /** Waits at most {@code timeout} for records. */
    public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
        if (System.nanoTime() - lookedNanos >= LOOK.toNanos()) {
            lookedNanos = System.nanoTime();
            follow();
        }
        return consumer.poll(timeout);
    }

    /** All that a new partition holds came after the listening began. */
    private void follow() {
        List<TopicPartition> all = StandaloneConsumer.partitions(consumer, topics);
        if (all.size() > partitions.size()) {
            List<TopicPartition> added =
                    all.stream().filter(p -> !partitions.contains(p)).toList();
            partitions = all;
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    /** Makes a {@link #poll} in another thread end with {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
