package dev.sotto.audio;

import be.tarsos.dsp.resample.Resampler;
import java.util.Arrays;

/**
 * Sound that arrives in pieces, from one rate to another: TarsosDSP's windowed sinc, which keeps level and phase to 0.8
 * of half the lower rate (6.4 kHz of 8 kHz). The sound that comes out is {@code round(length * to / from)} samples
 * long, and the same to the bit in whatever pieces it came in. At the same rate samples come out as they are.
 */
public final class RateConverter {

    private static final float[] NONE = {};

    /**
     * What the filter is fed at a time: its rounding hangs on where pieces end. 10 ms at 8 kHz, and a divisor of them
     * at 24 and 48, so that what telephony sends does not wait here for more.
     */
    private static final int BLOCK = 80;

    /** More than what the filter holds back, in samples that come out, to 48 kHz from 8. */
    private static final int FILTER = 4096;

    private final int from;
    private final int to;
    private final Resampler sinc;
    private final float[] block = new float[BLOCK];
    private int waiting;
    private long taken;
    private long given;

    /** @param from Hz of the samples that come in, {@code to} Hz of those that go out */
    public RateConverter(int from, int to) {
        this.from = from;
        this.to = to;
        this.sinc = from == to ? null : new Resampler(true, factor(), factor());
    }

    private double factor() {
        return to / (double) from;
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
        if (sinc == null) {
            return piece;
        }
        taken += piece.length;
        float[] ready = newOutput(waiting + piece.length);
        int count = 0;
        for (int from = 0; from < piece.length; ) {
            int length = Math.min(BLOCK - waiting, piece.length - from);
            System.arraycopy(piece, from, block, waiting, length);
            from += length;
            waiting += length;
            if (waiting == BLOCK) {
                count += process(false, ready, count);
            }
        }
        given += count;
        return Arrays.copyOf(ready, count);
    }

    /** The rest, once no piece follows. */
    public float[] end() {
        if (sinc == null || taken == 0) {
            return NONE;
        }
        float[] rest = newOutput(waiting);
        process(true, rest, 0);
        // The filter may give a sample more than it owes.
        return Arrays.copyOf(rest, (int) (Math.round(taken * factor()) - given));
    }

    private float[] newOutput(int length) {
        return new float[(int) Math.ceil(length * factor()) + FILTER];
    }

    /** Converts what waits; gives the number of samples that {@code out} then has more. */
    private int process(boolean last, float[] out, int at) {
        int offset = 0;
        int count = 0;
        Resampler.Result result;
        do {
            int room = out.length - at - count;
            result = sinc.process(factor(), block, offset, waiting - offset, last, out, at + count, room);
            offset += result.inputSamplesConsumed;
            count += result.outputSamplesGenerated;
        } while (offset < waiting || result.outputSamplesGenerated > 0);
        waiting = 0;
        return count;
    }
}
