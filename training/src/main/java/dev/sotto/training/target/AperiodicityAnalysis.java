package dev.sotto.training.target;

import java.util.Arrays;

/**
 * How much of a voiced sound around 3 kHz does not repeat, in dB (Morise, "D4C", Speech Communication 84, 2016). The
 * group delay of a sound that repeats, free of the places of its pulses, swings along frequency like a sine of one
 * period each F0; what its spectrum under a window holds beside the strongest lines is noise. One for each thread.
 */
final class AperiodicityAnalysis {

    /** No sound is more periodic, dB. */
    static final double LEAST = -60;

    private static final int SIZE = 2048;
    private static final int BINS = SIZE / 2 + 1;
    private static final double CENTRE = 3000;
    /** Below 47 Hz four periods would not fit. */
    private static final double LOWEST_F0 = 4 * 16_000.0 / (SIZE - 4);

    /** Of power above 100 Hz, that below 4 kHz in what is voiced: D4C's "love train". */
    private static final double VOICED_SHARE = 0.85;

    private final double rate;
    private final RealTransform fourier = new RealTransform(SIZE);
    private final AdaptiveWindow window;
    private final Smoothing smoothing = new Smoothing(BINS);
    private final double[] nuttall;
    private final double[] frame = new double[SIZE];
    private final double[] real = new double[BINS];
    private final double[] imaginary = new double[BINS];
    private final double[] otherRe = new double[BINS];
    private final double[] otherIm = new double[BINS];
    private final double[] centroid = new double[BINS];
    private final double[] power = new double[BINS];
    private final double[] slow = new double[BINS];

    AperiodicityAnalysis(double rate) {
        this.rate = rate;
        this.window = new AdaptiveWindow(rate);
        this.nuttall = new double[(int) (2 * CENTRE * SIZE / rate) / 2 * 2 + 1];
        for (int i = 0; i < nuttall.length; i++) {
            nuttall[i] = PitchFilters.nuttall(Math.PI * (2.0 * i / (nuttall.length - 1) - 1));
        }
    }

    /** From {@link #LEAST} to 0. */
    double decibels(float[] samples, int centre, double f0) {
        double pitch = Math.max(f0, LOWEST_F0);
        int quarter = (int) Math.round(rate / (4 * pitch));
        Arrays.fill(centroid, 0);
        addCentroid(samples, centre - quarter, pitch);
        addCentroid(samples, centre + quarter, pitch);
        double binsPerPitch = pitch * SIZE / rate;
        window.hann(samples, centre, pitch, 4, frame);
        transform();
        Smoothing.mirrorBelow(power, binsPerPitch);
        smoothing.mean(power, binsPerPitch, power);
        for (int k = 0; k < BINS; k++) {
            centroid[k] /= power[k] + 1e-20;
        }
        smoothing.mean(centroid, binsPerPitch / 2, centroid);
        smoothing.mean(centroid, binsPerPitch, slow);
        double share = noiseShare();
        double decibels = 10 * Math.log10(Math.max(share, 1e-7));
        // High voices have too few harmonics under the window.
        return Math.max(LEAST, Math.min(0, decibels + Math.max(0, (pitch - 100) / 50)));
    }

    /** Whether there is a voice, whatever a pitch tracker says. */
    boolean isVoiced(float[] samples, int centre) {
        window.blackman(samples, centre, 40, 3, frame);
        transform();
        double below = 0;
        double all = 0;
        for (int k = bin(100); k <= bin(7900); k++) {
            all += power[k];
            below += k <= bin(4000) ? power[k] : 0;
        }
        return below > VOICED_SHARE * all;
    }

    private int bin(double hertz) {
        return (int) Math.round(hertz * SIZE / rate);
    }

    private void transform() {
        fourier.forward(frame, real, imaginary);
        for (int k = 0; k < BINS; k++) {
            power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
    }

    /** Adds power times group delay: of the spectrum of x(n) and that of n x(n). */
    private void addCentroid(float[] samples, int centre, double pitch) {
        int length = window.blackman(samples, centre, pitch, 4, frame);
        double norm = 0;
        for (int n = 0; n < length; n++) {
            norm += frame[n] * frame[n];
        }
        double scale = norm > 0 ? 1 / Math.sqrt(norm) : 0;
        for (int n = 0; n < length; n++) {
            frame[n] *= scale;
        }
        fourier.forward(frame, otherRe, otherIm);
        for (int n = 0; n < length; n++) {
            frame[n] *= n + 1;
        }
        fourier.forward(frame, real, imaginary);
        for (int k = 0; k < BINS; k++) {
            centroid[k] += real[k] * otherRe[k] + imaginary[k] * otherIm[k];
        }
    }

    /** Of the swings of the group delay around 3 kHz, the power beside the strongest lines. */
    private double noiseShare() {
        int from = bin(CENTRE) - nuttall.length / 2;
        for (int i = 0; i < nuttall.length; i++) {
            frame[i] = (centroid[from + i] - slow[from + i]) * nuttall[i];
        }
        Arrays.fill(frame, nuttall.length, SIZE, 0);
        transform();
        Arrays.sort(power);
        int lines = (int) Math.round(SIZE * 8.0 / nuttall.length);
        double rest = 0;
        double all = 0;
        for (int k = 0; k < BINS; k++) {
            all += power[k];
            rest += k < BINS - 1 - lines ? power[k] : 0;
        }
        return all > 0 ? rest / all : 1;
    }
}
