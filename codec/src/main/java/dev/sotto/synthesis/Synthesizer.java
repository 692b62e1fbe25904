package dev.sotto.synthesis;

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
    private final float[] pulseRe = new float[Fourier.BINS];
    private final float[] pulseIm = new float[Fourier.BINS];
    private final float[] gain = new float[Fourier.BINS];
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
        EnvelopeShape shape = EnvelopeShape.of(kernel.matrix());
        from = new FilterStep(shape);
        to = new FilterStep(shape);
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
        for (int i = 0; i < pulses.count; i++) {
            pulse(pulses.times[i], pulses.periods[i]);
        }
        // Takes Hann's window of the sum at 0 Hz away: no constant, and no jump where the next step begins.
        re[1] = Math.fma(0.5f, re[0], re[1]);
        re[0] = 0;
        fourier.inverse(re, im, sound, 0);
        for (int n = 0; n < sound.length; n++) {
            tail[n] += sound[n];
        }
    }

    private void noise() {
        kernel.polar(to.log2Magnitude, to.turns, pulseRe, pulseIm, Fourier.BINS);
        float[] noiseRe = NoiseTable.re(step);
        float[] noiseIm = NoiseTable.im(step);
        for (int k = 0; k < Fourier.BINS; k++) {
            float filterRe = pulseRe[k] * to.noise[k];
            float filterIm = pulseIm[k] * to.noise[k];
            re[k] = Math.fma(noiseRe[k], filterRe, -(noiseIm[k] * filterIm));
            im[k] = Math.fma(noiseRe[k], filterIm, noiseIm[k] * filterRe);
        }
    }

    private void pulse(float time, float period) {
        float part = time * (1f / STEP);
        float turn = time * (1f / Fourier.SIZE);
        float amplitude = (float) Math.sqrt(period);
        // Where one row is unvoiced, the other one's share holds.
        float[] first = from.voiced ? from.pulses : to.pulses;
        float[] second = to.voiced ? to.pulses : from.pulses;
        for (int k = 0; k < Fourier.BINS; k++) {
            float magnitude = from.log2Magnitude[k];
            float angle = from.turns[k];
            gain[k] = Math.fma(part, second[k] - first[k], first[k]) * amplitude;
            pulseRe[k] = Math.fma(part, to.log2Magnitude[k] - magnitude, magnitude);
            pulseIm[k] = Math.fma(part, to.turns[k] - angle, angle) - BIN[k] * turn;
        }
        kernel.polar(pulseRe, pulseIm, pulseRe, pulseIm, Fourier.BINS);
        for (int k = 0; k < Fourier.BINS; k++) {
            re[k] = Math.fma(pulseRe[k], gain[k], re[k]);
            im[k] = Math.fma(pulseIm[k], gain[k], im[k]);
        }
    }
}
