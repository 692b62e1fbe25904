package dev.sotto.service.gateway;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a replay waits for its reader: others wait for their turn. Counts from when it is made. */
final class Patience {

    private static final Duration WHOLE = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(3);
    private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final long stallNanos;
    private final long deadline;

    Patience() {
        this(WHOLE, STALL);
    }

    /**
     * @param whole for all of the replay
     * @param stall for a reader who takes nothing at all
     */
    Patience(Duration whole, Duration stall) {
        stallNanos = stall.toNanos();
        deadline = System.nanoTime() + whole.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() > deadline;
    }

    /** Waits until there is room; false if the client takes too long, has gone, or the gateway stops. */
    boolean awaitRoom(Outbox outbox) {
        long stalled = System.nanoTime() + stallNanos;
        while (!outbox.hasRoom()) {
            boolean late = isOver() || System.nanoTime() > stalled;
            if (outbox.isClosed() || late || Thread.interrupted()) {
                return false;
            }
            LockSupport.parkNanos(WAIT_NANOS);
        }
        return true;
    }
}
