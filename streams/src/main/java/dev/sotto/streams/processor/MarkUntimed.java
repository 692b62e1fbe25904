package dev.sotto.streams.processor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Kafka Streams drops a record without a valid timestamp before anybody sees it. This gives it the partition's time and
 * a mark, so that the processor sets it aside as it does with all else that cannot be used.
 */
public final class MarkUntimed implements TimestampExtractor {

    private static final String MARK = "sotto.untimed";

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        if (record.timestamp() >= 0) {
            return record.timestamp();
        }
        record.headers().add(MARK, new byte[0]);
        return Math.max(0, partitionTime);
    }

    static boolean isMarked(Headers headers) {
        return headers.lastHeader(MARK) != null;
    }
}
