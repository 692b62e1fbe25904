package dev.sotto.streams.app;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How far back in time a replay has come. Each stream's records are held against that stream's own: its sender's clock
 * may say what it likes, as long as it goes on as clocks do. Streams that are met only later, and so have been silent
 * for a while, are held against the one among the first whose clock is furthest behind, which reads rather too much.
 */
final class Reach {

    private final long ageMs;

    /** By stream, the time of its last record. */
    private final Map<ByteBuffer, Long> newest = new HashMap<>();

    /** The least of them after the first step. */
    private Long leastOfFirst;

    Reach(Duration age) {
        this.ageMs = age.toMillis();
    }

    /**
     * One more step back.
     *
     * @param step its records, oldest first
     * @return whether it reaches far enough for each stream that has a record in it
     */
    boolean isFar(List<ConsumerRecord<byte[], byte[]>> step) {
        Map<ByteBuffer, Long> oldest = new HashMap<>();
        for (int i = step.size() - 1; i >= 0; i--) {
            ConsumerRecord<byte[], byte[]> record = step.get(i);
            ByteBuffer stream = ByteBuffer.wrap(record.key() == null ? new byte[0] : record.key());
            newest.putIfAbsent(stream, leastOfFirst == null ? record.timestamp() : leastOfFirst);
            oldest.put(stream, record.timestamp());
        }
        if (leastOfFirst == null && !newest.isEmpty()) {
            leastOfFirst = newest.values().stream().min(Long::compare).orElseThrow();
        }
        return !oldest.isEmpty()
                && oldest.entrySet().stream().allMatch(o -> o.getValue() < newest.get(o.getKey()) - ageMs);
    }
}
