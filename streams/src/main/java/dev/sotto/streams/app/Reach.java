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
     * @return whether all of them are old
     */
    boolean isFar(List<ConsumerRecord<byte[], byte[]>> step) {
        boolean far = !step.isEmpty();
        for (int i = step.size() - 1; i >= 0; i--) {
            far &= isOld(step.get(i));
        }
        if (leastOfFirst == null && !newest.isEmpty()) {
            leastOfFirst = newest.values().stream().min(Long::compare).orElseThrow();
        }
        return far;
    }

    private boolean isOld(ConsumerRecord<byte[], byte[]> record) {
        ByteBuffer stream = ByteBuffer.wrap(record.key() == null ? new byte[0] : record.key());
        long now = newest.computeIfAbsent(
                stream, key -> leastOfFirst == null ? record.timestamp() : leastOfFirst);
        return record.timestamp() < now - ageMs;
    }
}
