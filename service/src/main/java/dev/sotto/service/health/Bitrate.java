package dev.sotto.service.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes for each second of speech, as kbps, over about the last minute: between two moments at which it was asked. */
final class Bitrate {

    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    /** Nobody who asks more often makes it longer than this many entries. */
    private static final long STEP_NANOS = Duration.ofSeconds(5).toNanos();

    private record Moment(long nanos, double bytes, double seconds) {}

    private final Deque<Moment> moments = new ArrayDeque<>();

    Bitrate(long nanos) {
        moments.add(new Moment(nanos, 0, 0));
    }

    /**
     * @param nanos now, by {@link System#nanoTime}
     * @param bytes in all so far
     * @param seconds of speech in all so far
     * @return NaN if there was no speech
     */
    synchronized double kbps(long nanos, double bytes, double seconds) {
        // The oldest that stays is the last one before the window, so that the whole window is in sight.
        while (moments.size() > 1 && nanos - second().nanos() >= WINDOW_NANOS) {
            moments.removeFirst();
        }
        Moment oldest = moments.getFirst();
        if (nanos - moments.getLast().nanos() >= STEP_NANOS) {
            moments.addLast(new Moment(nanos, bytes, seconds));
        }
        double spoken = seconds - oldest.seconds();
        return spoken > 0 ? (bytes - oldest.bytes()) * 8 / 1_000 / spoken : Double.NaN;
    }

    private Moment second() {
        return moments.stream().skip(1).findFirst().orElseThrow();
    }
}
