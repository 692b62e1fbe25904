package dev.sotto.streams.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Remembers what the last poll of a thread of Kafka Streams brought, as an interceptor of its main consumer. Kafka
 * Streams hands these records on one by one, in order, before it polls again; so a processor can look ahead, and let
 * the network deal with what is there at once. Nothing is waited for.
 */
public final class LastPoll implements ConsumerInterceptor<byte[], byte[]> {

    /** Consumer, task and processor are of one thread, and Kafka makes the interceptor. */
    private static final ThreadLocal<Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>>> BROUGHT =
            ThreadLocal.withInitial(HashMap::new);

    /** See {@link ReadAhead}. Nothing where the application has not been given this interceptor. */
    public static Deque<ConsumerRecord<byte[], byte[]>> from(TopicPartition partition, long offset) {
        Deque<ConsumerRecord<byte[], byte[]>> rest = BROUGHT.get().getOrDefault(partition, new ArrayDeque<>());
        while (!rest.isEmpty() && rest.element().offset() < offset) {
            rest.remove();
        }
        boolean known = !rest.isEmpty() && rest.element().offset() == offset;
        return known ? rest : new ArrayDeque<>();
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> brought = BROUGHT.get();
        brought.clear();
        for (TopicPartition partition : records.partitions()) {
            brought.put(partition, new ArrayDeque<>(records.records(partition)));
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {
        BROUGHT.remove();
    }
}
