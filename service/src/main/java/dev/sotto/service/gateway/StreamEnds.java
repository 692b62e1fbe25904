package dev.sotto.service.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * When those who receive a stream's packets are told that it has ended: after its last packet. The end comes from the
 * topic of decoded speech, the packets from that of tokens, and Kafka keeps no order between two topics. Not
 * thread-safe.
 */
final class StreamEnds {

    /** A stream that was given up has no last packet: then its end is told all the same. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MAX_STREAMS = 10_000;

    /** Streams whose last packet has come and whose end has not. */
    private final Map<String, Boolean> complete = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_STREAMS;
        }
    };

    /** In the order in which they came. */
    private final Map<String, End> waiting = new LinkedHashMap<>();

    /**
     * The end of a stream whose last packet has not come.
     *
     * @param length samples of the stream
     * @param since {@link System#nanoTime()}
     */
    record End(String streamId, long length, long since) {}

    /** @return the length of the stream, if its end waits for this packet */
    OptionalLong packet(String streamId, boolean endsStream) {
        if (!endsStream) {
            complete.remove(streamId);
            return OptionalLong.empty();
        }
        End end = waiting.remove(streamId);
        if (end == null) {
            complete.put(streamId, true);
            return OptionalLong.empty();
        }
        return OptionalLong.of(end.length());
    }

    /** @return false if it must wait for the stream's last packet */
    boolean end(String streamId, long length, long now) {
        if (complete.remove(streamId) != null) {
            return true;
        }
        waiting.put(streamId, new End(streamId, length, now));
        return false;
    }

    /** Ends that have waited long enough. */
    List<End> overdue(long now) {
        List<End> overdue = new ArrayList<>();
        Iterator<End> ends = waiting.values().iterator();
        while (ends.hasNext()) {
            End end = ends.next();
            if (now - end.since() >= PATIENCE.toNanos()) {
                overdue.add(end);
                ends.remove();
            }
        }
        return overdue;
    }
}
