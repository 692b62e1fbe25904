package dev.sotto.load;

import dev.sotto.streams.app.CodecApplication;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * When a row begins to count, and how busy this JVM is from then on.
 *
 * @param before seconds that do not count
 * @param seconds that do
 */
record Settling(double before, double seconds) {

    /** Before at most so many seconds, no more than those that count. */
    static Settling within(double longest, double seconds) {
        return new Settling(Math.min(longest, seconds), seconds);
    }

    /** All of them. */
    double total() {
        return before + seconds;
    }

    /**
     * Calls {@code begin} when it counts; gives the processors that are then kept busy.
     *
     * @param applications whose parts are wanted
     */
    CompletableFuture<Cores> cores(Runnable begin, List<CodecApplication> applications) {
        return CompletableFuture.supplyAsync(
                () -> {
                    LockSupport.parkNanos((long) (before * 1e9));
                    begin.run();
                    Cores.Time start = Cores.Time.now(applications);
                    LockSupport.parkNanos((long) (seconds * 0.95e9));
                    return Cores.between(start, Cores.Time.now(applications));
                },
                task -> new Thread(task, "load-clock").start());
    }
}
