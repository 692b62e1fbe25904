package dev.sotto.synthesis;

import dev.sotto.analysis.Elementary;
import dev.sotto.analysis.Fourier;
import dev.sotto.analysis.SpectralKernel;
import java.util.Arrays;

/**
 * Speech of one stream from rows of {@link SpeechParameters}, one for every 5 ms: pulses and noise, each through the
 * minimum-phase filter of the envelope at its time. What it makes follows from the rows and their numbers alone, to the
 * bit. Allocates nothing after construction; for one thread.
 */
public final class Synthesizer {

    /** Samples of a step. */
    public static final int STEP = 80;

    private static final float[] BIN = new float[Fourier.BINS];

    static {
        for (int k = 0; k < BIN.length; k++) {
            BIN[k] = k;
        }
    }

    private final SpectralKernel kernel;
    private final Fourier fourier;
    private final PulseTimes pulses = new PulseTimes();
    private final float[] re = new float[Fourier.BINS];
    private final float[] im = new float[Fourier.BINS];
    private final float[] filterRe = new float[Fourier.BINS];
    private final float[] filterIm = new float[Fourier.BINS];
    private final float[] sound = new float[Fourier.SIZE];
    /** What is yet to sound of the steps so far. */
    private final float[] tail = new float[Fourier.SIZE];

    private FilterStep from;
    private FilterStep to;
    private long step;
    private boolean begun;

    public Synthesizer(SpectralKernel kernel) {
        this.kernel = kernel;
        fourier = new Fourier(kernel);
        MinimumPhase minimumPhase = MinimumPhase.of(kernel.matrix());
        from = new FilterStep(minimumPhase);
        to = new FilterStep(minimumPhase);
    }

    /**
     * Steps before a step on which its samples depend: after so many, a stream that has begun anywhere sounds the same.
     */
    public static int memorySteps() {
        return PulseTimes.ANCHOR + PulseTimes.GLIDE + (Fourier.SIZE + STEP - 1) / STEP;
    }

    /**
     * From here on it is a stream that begins with the row of {@code step}; that row counts as its predecessor, too.
     */
    public void reset(long step) {
        this.step = step;
        begun = false;
        pulses.reset();
        Arrays.fill(tail, 0);
    }

    /** Number of the next row. */
    public long step() {
        return step;
    }

    /**
     * Turns the next rows of the stream into sound: each into the samples between the row before it and itself.
     *
     * @param rows {@code steps} rows of {@link SpeechParameters#WIDTH} numbers from {@code offset} on
     * @param samples receives {@code steps * STEP} samples from {@code sampleOffset} on
     */
    public void synthesise(float[] rows, int offset, int steps, float[] samples, int sampleOffset) {
        for (int i = 0; i < steps; i++) {
            int row = offset + i * SpeechParameters.WIDTH;
            if (!begun) {
                from.set(kernel, rows, row);
                begun = true;
            }
            to.set(kernel, rows, row);
            add();
            int at = sampleOffset + i * STEP;
            System.arraycopy(tail, 0, samples, at, STEP);
            System.arraycopy(tail, STEP, tail, 0, tail.length - STEP);
            Arrays.fill(tail, tail.length - STEP, tail.length, 0);
            FilterStep last = from;
            from = to;
            to = last;
            step++;
        }
    }

    private void add() {
        noise();
        pulses.advance(from, to, step);
        if (from.voiced && !to.voiced) {
            to.borrowShare(kernel, from);
        } else if (to.voiced && !from.voiced) {
            from.borrowShare(kernel, to);
        }
        for (int i = 0; i < pulses.count; i++) {
            pulse(pulses.times[i], pulses.periods[i]);
        }
        fourier.inverse(re, im, sound, 0);
        for (int n = 0; n < sound.length; n++) {
            tail[n] = Math.fma(sound[n], Damping.GROWTH[n], tail[n]);
        }
    }

    private void noise() {
        kernel.polar(to.log2Magnitude, to.turns, filterRe, filterIm, Fourier.BINS);
        float[] noiseRe = NoiseTable.re(step);
        float[] noiseIm = NoiseTable.im(step);
        for (int k = 0; k < Fourier.BINS; k++) {
            re[k] = Math.fma(noiseRe[k], filterRe[k], -(noiseIm[k] * filterIm[k]));
            im[k] = Math.fma(noiseRe[k], filterIm[k], noiseIm[k] * filterRe[k]);
        }
    }

    /** A pulse of as much power as noise of variance 1 has over a period, through the filter at its time. */
    private void pulse(float time, float period) {
        float part = time * (1f / STEP);
        float turn = time * (1f / Fourier.SIZE);
        float amplitude = (float) Math.sqrt(period) * Elementary.exp2(-time * Damping.LOG2_RADIUS);
        int at = from.pulses;
        for (int k = 0; k < Fourier.BINS; k++) {
            float magnitude = from.log2Magnitude[at + k];
            float angle = from.turns[at + k];
            filterRe[k] = Math.fma(part, to.log2Magnitude[at + k] - magnitude, magnitude);
            filterIm[k] = Math.fma(part, to.turns[at + k] - angle, angle) - BIN[k] * turn;
        }
        kernel.polar(filterRe, filterIm, filterRe, filterIm, Fourier.BINS);
        for (int k = 0; k < Fourier.BINS; k++) {
            re[k] = Math.fma(filterRe[k], amplitude, re[k]);
            im[k] = Math.fma(filterIm[k], amplitude, im[k]);
        }
    }
}
