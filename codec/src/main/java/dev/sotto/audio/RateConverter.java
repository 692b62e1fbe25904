package dev.sotto.audio;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Sound that arrives in pieces, from one rate to another, by {@link SincFilter}: level and phase are kept to 0.9 of
 * half the lower rate. The sound that comes out is {@code round(length * to / from)} samples long, and the same to the
 * bit in whatever pieces it came in and on every machine. It lags by 51 samples of the lower rate, which only
 * {@link #end} gives. At the same rate samples come out as they are.
 */
public final class RateConverter {

    private static final float[] NONE = {};
    /** Samples that are taken in at a time, so that no piece however long needs as much room again. */
    private static final int BLOCK = 4096;

    private final int from;
    private final int to;
    /** The rates over their greatest common divisor. */
    private final int down;

    private final int up;
    private final SincFilter filter;
    private final float[] window;
    /** Samples in the window. */
    private int held;
    /** Where in the window the filter begins for the next sample, and how far behind that sample lies. */
    private int at;

    private int phase;
    private long taken;
    private long given;

    /** @param from Hz of the samples that come in, {@code to} Hz of those that go out */
    public RateConverter(int from, int to) {
        int divisor = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        this.from = from;
        this.to = to;
        this.down = from / divisor;
        this.up = to / divisor;
        this.filter = from == to ? null : SincFilter.of(from, to, up);
        this.window = new float[from == to ? 0 : 2 * filter.half() + down / up + 1 + BLOCK];
        // Silence before the first sample.
        this.held = from == to ? 0 : filter.half() - 1;
    }

    /** All of {@code sound} at once. */
    public static Waveform convert(Waveform sound, int to) {
        RateConverter converter = new RateConverter(sound.sampleRate(), to);
        SampleBuffer all = new SampleBuffer();
        all.add(converter.add(sound.samples()));
        all.add(converter.end());
        return new Waveform(all.toArray(), to);
    }

    /** Takes a piece in and gives what is ready, which lags by some milliseconds. */
    public float[] add(float[] piece) {
        if (filter == null) {
            return piece;
        }
        taken += piece.length;
        float[] ready = new float[(int) Math.min(Integer.MAX_VALUE - 8, total(taken + filter.half()) - given)];
        int count = take(piece, ready, 0);
        given += count;
        return Arrays.copyOf(ready, count);
    }

    /** The rest, once no piece follows; then it may begin anew with another sound only by another converter. */
    public float[] end() {
        if (filter == null || taken == 0) {
            return NONE;
        }
        float[] rest = new float[(int) (total(taken) - given)];
        given += take(new float[filter.half() + down / up + 1], rest, 0);
        return rest;
    }

    /** How long so many samples are at the other rate. */
    private long total(long length) {
        return (2 * length * to + from) / (2L * from);
    }

    /** Puts what is ready into {@code out}, as far as there is room; gives its number. */
    private int take(float[] piece, float[] out, int start) {
        int count = start;
        for (int next = 0; next < piece.length; ) {
            int length = Math.min(BLOCK, piece.length - next);
            System.arraycopy(piece, next, window, held, length);
            held += length;
            next += length;
            int taps = 2 * filter.half();
            while (at + taps <= held && count < out.length) {
                out[count++] = filter.at(window, at, phase);
                phase += down;
                at += phase / up;
                phase %= up;
            }
            // What no later sample needs.
            int done = Math.min(at, held);
            System.arraycopy(window, done, window, 0, held - done);
            held -= done;
            at -= done;
        }
        return count - start;
    }
}
