package dev.sotto.streams.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When the next piece of a stream may go. */
@FunctionalInterface
public interface Pace {

    /** As fast as it goes; also for sound that comes at its own pace. */
    Pace AT_ONCE = position -> {};

    /** Returns when the sample at {@code position} would have been spoken. */
    void await(long position) throws InterruptedException;

    /** As fast as one speaks, counted from the first call. */
    static Pace realTime(int sampleRate) {
        return new Pace() {
            private long start;
            private boolean started;

            @Override
            public void await(long position) throws InterruptedException {
                if (!started) {
                    started = true;
                    start = System.nanoTime() - TimeUnit.SECONDS.toNanos(position) / sampleRate;
                }
                long due = start + TimeUnit.SECONDS.toNanos(position) / sampleRate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        };
    }
}
