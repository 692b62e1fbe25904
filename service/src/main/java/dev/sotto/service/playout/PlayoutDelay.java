package dev.sotto.service.playout;

import java.util.Arrays;

/**
 * How long the speech of one stream waits before it is played, so that what comes late is there in time. A record's
 * relative delay is its arrival less the place of its first sample in the stream; what they spread over, from the least
 * to the 97th percentile of the last 250, is the jitter, and the target. It grows at once with what comes later than
 * ever, and shrinks by 5 ms a record, only in pauses; there samples are left out, too. A function of arrival times
 * alone. Not thread-safe.
 */
public final class PlayoutDelay {

    /** Milliseconds. */
    static final double LEAST = 40;

    static final double MOST = 500;

    private static final int REMEMBERED = 250;
    private static final double SHARE = 0.97;
    private static final double SHRINK = 5;

    /** A quiet record that is longer is a pause that was sent when it was over ({@code --dtx}): late by intent. */
    private static final double LUMP = 240;

    /** Whoever comes so late paused without saying so. */
    private static final double RESUMED = 2000;

    private final double samplesPerMs;
    private final double[] delays = new double[REMEMBERED];
    private int count;
    private long next;
    private double target = LEAST;
    private double jitter;

    /** Of the last record that was measured, in ms. */
    private double late;

    /** @param sampleRate Hz */
    public PlayoutDelay(int sampleRate) {
        this.samplesPerMs = sampleRate / 1000.0;
    }

    /**
     * What to do with a record.
     *
     * @param silence samples of silence before it
     * @param skip samples at its beginning that are left out
     */
    public record Play(int silence, int skip) {}

    /**
     * A record of a stream has come.
     *
     * @param position of its first sample
     * @param length samples
     * @param quiet whether nobody speaks in it
     * @param now ms, of any clock that runs evenly
     * @param waiting samples that came before it and are not played yet
     */
    public Play arrived(long position, int length, boolean quiet, double now, int waiting) {
        boolean lump = quiet && length > LUMP * samplesPerMs;
        if (position < next) {
            count = 0;
        }
        next = position + length;
        if (!lump) {
            measure(now - position / samplesPerMs);
        }
        if (quiet) {
            target = Math.max(bounded(jitter), target - SHRINK);
        }
        int depth = (int) Math.round(target * samplesPerMs);
        if (waiting == 0) {
            return lump
                    ? new Play(Math.max(0, depth - length), Math.max(0, length - depth))
                    : new Play((int) Math.max(0, depth - Math.round(late * samplesPerMs)), 0);
        }
        int surplus = waiting - depth + (lump ? length : 0);
        return new Play(0, quiet ? Math.max(0, Math.min(surplus, length)) : 0);
    }

    private void measure(double delay) {
        if (count > 0 && delay - least() > RESUMED) {
            count = 0;
        }
        delays[count++ % REMEMBERED] = delay;
        if (count == 2 * REMEMBERED) {
            count = REMEMBERED;
        }
        int have = Math.min(count, REMEMBERED);
        double[] sorted = Arrays.copyOf(delays, have);
        Arrays.sort(sorted);
        jitter = sorted[(int) Math.ceil(SHARE * have) - 1] - sorted[0];
        late = delay - sorted[0];
        target = Math.max(target, bounded(late));
    }

    private double least() {
        double least = delays[0];
        for (int i = 1; i < Math.min(count, REMEMBERED); i++) {
            least = Math.min(least, delays[i]);
        }
        return least;
    }

    private static double bounded(double ms) {
        return Math.max(LEAST, Math.min(MOST, ms));
    }

    /** In ms. */
    public double target() {
        return target;
    }

    /** In ms. */
    public double jitter() {
        return jitter;
    }
}
