package dev.sotto.load;

import com.sun.management.OperatingSystemMXBean;
import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * Processors that this JVM kept busy.
 *
 * @param all with the broker, callers, listeners, the compiler and the garbage collector
 * @param parts of each application
 */
record Cores(double all, List<Part> parts) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * What the threads of an application did, those of its Kafka clients included. What the compiler and the garbage
     * collector did for it is in {@link Cores#all} only.
     *
     * @param frames that it encoded or decoded in a second of processor time
     */
    record Part(double cores, double frames) {}

    /** Since the JVM began. */
    record Time(long wallNanos, long cpuNanos, List<Long> partNanos, List<Long> frames) {

        static Time now(List<CodecApplication> applications) {
            return new Time(
                    System.nanoTime(),
                    SYSTEM.getProcessCpuTime(),
                    applications.stream().map(Time::ofThreads).toList(),
                    applications.stream()
                            .map(application -> StreamCounters.total(application.metrics(), Counter.FRAMES))
                            .toList());
        }

        private static long ofThreads(CodecApplication application) {
            long nanos = 0;
            for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
                // Kafka Streams and its clients name their threads after the application.
                if (thread != null && thread.getThreadName().contains(application.id() + "-")) {
                    nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
                }
            }
            return nanos;
        }
    }

    static Cores between(Time start, Time end) {
        double wall = end.wallNanos() - start.wallNanos();
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < start.partNanos().size(); i++) {
            double busy = end.partNanos().get(i) - start.partNanos().get(i);
            long frames = end.frames().get(i) - start.frames().get(i);
            parts.add(new Part(busy / wall, frames * 1e9 / busy));
        }
        return new Cores((end.cpuNanos() - start.cpuNanos()) / wall, parts);
    }
}
