package dev.sotto.chaos;

import java.util.concurrent.locks.LockSupport;

/** Points in time by {@link System#nanoTime}. */
final class Moment {

    private Moment() {}

    /** Returns at that time. */
    static void await(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
