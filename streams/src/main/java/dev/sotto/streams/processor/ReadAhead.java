package dev.sotto.streams.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What comes after the record at hand and is here already. Only for a processor that is given every record of its topic
 * as it is.
 */
public interface ReadAhead {

    /** Nobody can say: each record is dealt with alone. */
    ReadAhead NONE = (partition, offset) -> new ArrayDeque<>();

    /**
     * What the thread that asks will be given of a partition next: the record at {@code offset} and those after it, in
     * order. Whoever takes records from it deals with them. Empty if the first is not known.
     */
    Deque<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset);
}
