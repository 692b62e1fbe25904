package dev.sotto.streams.processor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many streams are open in all tasks of a topology in this process, and how many may be: so many as half of the
 * heap holds. Beyond it new ones are refused, so that those that are open go on. Thread-safe.
 */
public final class OpenStreams {

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    /**
     * Of a stream, with room for what it has recalled and for records on their way. With the model that ships 75 KB
     * were measured for an encoder and 70 KB for a decoder (heap in use, JDK 25.0.3, of 200 open streams).
     */
    private static final int BYTES = 256 << 10;

    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    /** @param max streams */
    public OpenStreams(int max) {
        this.max = max;
    }

    static int ofHeap() {
        return (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / BYTES));
    }

    void add(int change) {
        open.addAndGet(change);
    }

    boolean isFull() {
        return open.get() >= max;
    }

    /** Says so, once a minute at most. */
    void refused(String streamId) {
        long now = System.nanoTime();
        long said = saidNanos.get();
        if (now - said >= PAUSE_NANOS && saidNanos.compareAndSet(said, now)) {
            LOG.warn(
                    "Stream '{}' is refused, as are all new ones for now: {} are open, and the heap of this process"
                            + " bears no more; start another process or give it a larger heap",
                    streamId,
                    open.get());
        }
    }
}
