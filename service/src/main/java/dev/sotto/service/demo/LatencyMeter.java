package dev.sotto.service.demo;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * End-to-end latency beyond a packet's duration: from the moment when the last sample of a packet's frames was sent to
 * the moment when the speech decoded from it was received. Thread-safe.
 */
public final class LatencyMeter {

    private final LongSupplier clock;
    private final int delay;
    private final long length;
    private final NavigableMap<Long, Long> sentAt = new TreeMap<>();
    private final double[] latencies;
    private int count;

    /**
     * @param delay of the decoder in samples: what ends at sample {@code e} needed input up to {@code e + delay}
     * @param length of the stream in samples
     */
    public LatencyMeter(int delay, int length, int maxPackets) {
        this(System::nanoTime, delay, length, maxPackets);
    }

    /** @param clock ns */
    LatencyMeter(LongSupplier clock, int delay, int length, int maxPackets) {
        this.clock = clock;
        this.delay = delay;
        this.length = length;
        this.latencies = new double[maxPackets];
    }

    /** Speech up to the sample before {@code end} goes now. */
    public synchronized void sent(long end) {
        sentAt.putIfAbsent(end, clock.getAsLong());
    }

    /** Decoded speech up to the sample before {@code end} is here. */
    public synchronized void received(long end) {
        long now = clock.getAsLong();
        var cause = sentAt.ceilingEntry(Math.min(end + delay, length));
        if (cause != null && count < latencies.length) {
            latencies[count++] = (now - cause.getValue()) / 1e6;
        }
    }

    /** In milliseconds, the smallest that {@code percent} of the packets do not exceed; NaN if none came. */
    public synchronized double percentile(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        double[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(0, rank - 1)];
    }
}
