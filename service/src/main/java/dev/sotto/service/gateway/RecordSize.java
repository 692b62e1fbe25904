package dev.sotto.service.gateway;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record costs on the topic. */
final class RecordSize {

    /** Head of a batch, Kafka's {@code DefaultRecordBatch.RECORD_BATCH_OVERHEAD}. */
    private static final int BATCH = 61;
    /** Attributes, time, offset, lengths of key and value and number of headers of a small record. */
    private static final int RECORD = 7;

    private RecordSize() {}

    /** Bytes of a record without headers that travels in a batch of its own, as speech that does not wait does. */
    static int alone(ConsumerRecord<byte[], byte[]> record) {
        return BATCH + RECORD + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }
}
