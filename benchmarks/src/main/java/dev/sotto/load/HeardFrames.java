package dev.sotto.load;

/** Which samples of one call came back, each counted once. Thread-safe. */
final class HeardFrames {

    private final int hop;
    private long next;
    private long samples;
    private int gaps;

    HeardFrames(int hop) {
        this.hop = hop;
    }

    /** Sound from that sample up to the one before {@code end}. */
    synchronized void take(long from, long end) {
        gaps += from > next ? 1 : 0;
        samples += Math.max(0, end - Math.max(from, next));
        next = Math.max(next, end);
    }

    synchronized int gaps() {
        return gaps;
    }

    /** How many of the frames of so many samples never came back. */
    synchronized int lost(long spoken) {
        return frames(Math.max(0, spoken - samples));
    }

    synchronized int frames() {
        return frames(samples);
    }

    private int frames(long count) {
        return (int) ((count + hop - 1) / hop);
    }
}
