package dev.sotto.streams.processor;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads again what lies before the record with which a task takes a partition over. A network's memory is finite, so
 * the last records are as good as a copy of its state.
 */
public interface InputReplay {

    /** There is nothing to read again. */
    InputReplay NONE = (partition, offset, records) -> {};

    /** Nobody can say how far the partition goes just now. */
    long UNKNOWN = -1;

    /**
     * Hands on the last records before {@code offset}, in order; fewer than it wants where the topic keeps fewer.
     *
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    void before(TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> records);

    /**
     * The offset after the last record of a partition, or {@link #UNKNOWN} if no broker says so within a second. 0
     * where nobody asks: then all has been read.
     */
    default long end(TopicPartition partition) {
        return 0;
    }

    /** Whether there are no records, only marks of transactions, in a partition from one offset up to another. */
    default boolean isEmpty(TopicPartition partition, long from, long to) {
        return true;
    }
}
