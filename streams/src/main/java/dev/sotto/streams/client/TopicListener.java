package dev.sotto.streams.client;

import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads all of some topics. Belongs to no consumer group: whoever listens hears everything. Not thread-safe. */
public final class TopicListener implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;

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
        this.consumer =
                StandaloneConsumer.open(properties, clientId, from == From.LIVE ? "latest" : "earliest", Map.of());
        List<TopicPartition> partitions = StandaloneConsumer.partitions(consumer, topics);
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
        return consumer.poll(timeout);
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
