package dev.sotto.load;

import java.util.Arrays;
import java.util.List;

/**
 * Latency beyond the packet's duration: from the moment when the last sample of a packet's frames was sent to the
 * moment when the speech decoded from it was received. Of what was sent in the first seconds it is not counted.
 * Thread-safe.
 */
final class Latencies {

    private final int chunk;
    private final int delay;
    private final long[][] sentAt;
    private final int[] lengths;
    private double[] millis = new double[1 << 12];
    private int count;
    private long notBefore = Long.MAX_VALUE;

    /**
     * @param lengths of the calls in samples
     * @param chunk samples of a record
     * @param delay of the decoder in samples: what ends at sample {@code e} needed input up to {@code e + delay}
     */
    Latencies(List<Integer> lengths, int chunk, int delay) {
        this.chunk = chunk;
        this.delay = delay;
        this.lengths = lengths.stream().mapToInt(i -> i).toArray();
        this.sentAt = new long[this.lengths.length][];
        for (int i = 0; i < sentAt.length; i++) {
            sentAt[i] = new long[this.lengths[i] / chunk + 1];
        }
    }

    /** What is sent from now on counts. */
    synchronized void begin() {
        notBefore = System.nanoTime();
    }

    /** Speech of that call up to the sample before {@code end} goes now. */
    synchronized void sent(int call, long end) {
        sentAt[call][record(end)] = System.nanoTime();
    }

    private int record(long end) {
        return (int) ((end - 1) / chunk);
    }

    /** Decoded speech of that call up to the sample before {@code end} came at that time. */
    synchronized void received(int call, long end, long nanos) {
        long sent = sentAt[call][record(Math.min(end + delay, lengths[call]))];
        if (sent < notBefore) {
            return;
        }
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
        }
        millis[count++] = (nanos - sent) / 1e6;
    }

    synchronized int count() {
        return count;
    }

    /** The smallest that {@code percent} of the packets do not exceed, in ms; NaN if none came. */
    synchronized double percentile(double percent) {
        double[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(percent / 100 * count) - 1)];
    }
}
