package dev.sotto.streams.processor;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads again what lies before the record with which a task takes a partition over. A network's memory is finite, so
 * the last records are as good as a copy of its state.
 */
@FunctionalInterface
public interface InputReplay {

    /** There is nothing to read again. */
    InputReplay NONE = (partition, offset, timestamp, records) -> {};

    /**
     * Hands on the last records before {@code offset}, in order; fewer than it wants where the topic keeps fewer.
     *
     * @param timestamp of the record at {@code offset}, ms since 1970
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    void before(
            TopicPartition partition, long offset, long timestamp, Consumer<ConsumerRecord<byte[], byte[]>> records);
}
