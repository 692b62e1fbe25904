package dev.sotto.streams.processor;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * What comes of a partition goes to the partition of the same number, where the topic has one. Otherwise a stream would
 * move in its middle when the topic grows, as Kafka chooses a key's partition by their number. For the task at work in
 * the thread that asks.
 */
public final class SameNumber implements StreamPartitioner<byte[], byte[]> {

    private final ThreadLocal<Integer> input = new ThreadLocal<>();

    /** What this thread writes next comes of that partition. */
    void of(int partition) {
        input.set(partition);
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int count) {
        Integer number = input.get();
        return number != null && number < count ? Optional.of(Set.of(number)) : Optional.empty();
    }
}
