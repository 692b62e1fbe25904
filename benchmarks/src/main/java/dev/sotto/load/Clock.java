package dev.sotto.load;

import dev.sotto.streams.client.Pace;
import java.util.concurrent.TimeUnit;

/** As fast as one speaks, and how far it fell behind that: callers that cannot keep the pace would measure nothing. */
final class Clock implements Pace {

    private final int sampleRate;
    private final Pace pace;
    private long start;
    private boolean started;
    private long latest;

    Clock(int sampleRate) {
        this.sampleRate = sampleRate;
        this.pace = Pace.realTime(sampleRate);
    }

    @Override
    public void await(long position) throws InterruptedException {
        pace.await(position);
        long spoken = TimeUnit.SECONDS.toNanos(position) / sampleRate;
        if (!started) {
            started = true;
            start = System.nanoTime() - spoken;
        }
        latest = Math.max(latest, System.nanoTime() - start - spoken);
    }

    /** The most by which something was due before it went. */
    double latestMs() {
        return latest / 1e6;
    }
}
