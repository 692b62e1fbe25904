package dev.sotto.training.target;

/**
 * What the codec's decoder is to say of a sound at 16 kHz, every 5 ms: a row of {@link #WIDTH} numbers, F0 in Hz (0
 * where unvoiced), aperiodicity at 3 kHz in dB, and the envelope as log amplitudes in nepers at {@link MelPoints#FINE}
 * points. Row k is about time k * 5 ms. One for each thread.
 */
public final class TargetAnalysis {

    /** Goes up when the same sound gets other rows, so that caches are made again. */
    public static final int VERSION = 5;

    /** Hz. */
    public static final int SAMPLE_RATE = 16_000;
    /** Samples from row to row. */
    public static final int STEP = 80;
    /** Where F0 lies in a row. */
    public static final int F0 = 0;
    /** Where aperiodicity lies in a row. */
    public static final int APERIODICITY = 1;
    /** Where the envelope begins in a row. */
    public static final int ENVELOPE = 2;
    /** Numbers in a row. */
    public static final int WIDTH = ENVELOPE + MelPoints.FINE;

    private final PitchTracker tracker = new PitchTracker();
    private final EnvelopeAnalysis envelope = new EnvelopeAnalysis(SAMPLE_RATE);
    private final AperiodicityAnalysis aperiodicity = new AperiodicityAnalysis(SAMPLE_RATE);
    private final double[] logAmplitudes = new double[EnvelopeAnalysis.BINS];
    private final int[] bins = new int[MelPoints.FINE];
    private final double[] shares = new double[MelPoints.FINE];

    public TargetAnalysis() {
        for (int i = 0; i < bins.length; i++) {
            double at = MelPoints.hertz(i) * EnvelopeAnalysis.SIZE / SAMPLE_RATE;
            bins[i] = Math.min((int) at, EnvelopeAnalysis.BINS - 2);
            shares[i] = at - bins[i];
        }
    }

    /** Rows of a sound of so many samples. */
    public static int rows(int samples) {
        return samples / STEP + 1;
    }

    /** @return {@code [rows, WIDTH]} */
    public float[] of(float[] sound) {
        return of(tracker.track(sound), sound, true);
    }

    /** The same without aperiodicity, which takes nearly half of the time: 0 in all rows. */
    public float[] pitchAndEnvelope(float[] sound) {
        return of(tracker.track(sound), sound, false);
    }

    /** @param f0 of each row */
    float[] of(double[] f0, float[] sound, boolean withAperiodicity) {
        float[] rows = new float[f0.length * WIDTH];
        for (int k = 0; k < f0.length; k++) {
            int row = k * WIDTH;
            boolean voiced = f0[k] > 0 && aperiodicity.isVoiced(sound, k * STEP);
            rows[row + F0] = voiced ? (float) f0[k] : 0;
            if (voiced && withAperiodicity) {
                rows[row + APERIODICITY] = (float) aperiodicity.decibels(sound, k * STEP, f0[k]);
            }
            envelope.analyse(sound, k * STEP, f0[k], voiced, logAmplitudes);
            for (int i = 0; i < MelPoints.FINE; i++) {
                double low = logAmplitudes[bins[i]];
                rows[row + ENVELOPE + i] = (float) (low + shares[i] * (logAmplitudes[bins[i] + 1] - low));
            }
        }
        return rows;
    }
}
