package dev.sotto.audio;

import be.tarsos.dsp.resample.Resampler;
import java.util.Arrays;

/**
 * Sound that arrives in pieces, from one rate to another: TarsosDSP's windowed sinc, which keeps level and phase to 0.8
 * of half the lower rate (6.4 kHz of 8 kHz). The sound that comes out is {@code round(length * to / from)} samples
 * long. At the same rate samples come out as they are.
 */
public final class RateConverter {

    private static final float[] NONE = {};

    private final int from;
    private final int to;
    private final Resampler sinc;
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
        return sinc == null ? piece : process(piece, false);
    }

    /** The rest, once no piece follows. */
    public float[] end() {
        if (sinc == null || taken == 0) {
            return NONE;
        }
        float[] rest = process(NONE, true);
        long due = Math.round(taken * factor()) - (given - rest.length);
        // The filter may give a sample more than it owes.
        return Arrays.copyOf(rest, (int) due);
    }

    private float[] process(float[] piece, boolean last) {
        taken += piece.length;
        SampleBuffer ready = new SampleBuffer();
        float[] out = new float[(int) Math.ceil(piece.length * factor()) + 4096];
        int offset = 0;
        Resampler.Result result;
        do {
            result = sinc.process(factor(), piece, offset, piece.length - offset, last, out, 0, out.length);
            offset += result.inputSamplesConsumed;
            ready.add(Arrays.copyOf(out, result.outputSamplesGenerated));
        } while (offset < piece.length || result.outputSamplesGenerated > 0);
        given += ready.length();
        return ready.toArray();
    }
}
