package dev.sotto.streams.client;

import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads all of a topic. Belongs to no consumer group: whoever listens hears everything. Not thread-safe. */
public final class TopicListener implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;

    /**
     * From now on, or from the oldest record of the topic.
     *
     * @param topic must exist
     */
    public TopicListener(ClientProperties properties, String clientId, Topic topic, boolean fromBeginning) {
        // Only when retention has taken the place where it reads.
        this.consumer = Listening.consumer(properties, clientId, "earliest");
        List<TopicPartition> partitions = Listening.partitions(consumer, topic);
        consumer.assign(partitions);
        if (fromBeginning) {
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
