package dev.sotto.streams.processor;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** What came of a record, until Kafka Streams hands that record on: then it goes, and not before. */
final class Outcome {

    private final long offset;
    private final List<Record<byte[], byte[]>> results = new ArrayList<>();
    private RuntimeException poison;

    Outcome(long offset) {
        this.offset = offset;
    }

    void add(Record<byte[], byte[]> result) {
        results.add(result);
    }

    /** The record cannot be used. */
    void poison(RuntimeException reason) {
        poison = reason;
    }

    long offset() {
        return offset;
    }

    List<Record<byte[], byte[]>> results() {
        return results;
    }

    /** Null if it could be used. */
    RuntimeException poison() {
        return poison;
    }
}
