package dev.sotto.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
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

    /** Calls {@code begin} when it counts; gives the processors that this JVM then keeps busy. */
    CompletableFuture<Double> cores(Runnable begin) {
        return CompletableFuture.supplyAsync(
                () -> {
                    LockSupport.parkNanos((long) (before * 1e9));
                    begin.run();
                    long start = System.nanoTime();
                    long cpu = cpuNanos();
                    LockSupport.parkNanos((long) (seconds * 0.95e9));
                    return (double) (cpuNanos() - cpu) / (System.nanoTime() - start);
                },
                task -> new Thread(task, "load-clock").start());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
