package dev.sotto.training.target;

import java.util.Arrays;

/**
 * The envelope of a sound free of its harmonics (Morise, "CheapTrick", Speech Communication 67, 2015): the power under
 * a Hann window of three periods, which hardly depends on where in the period it lies; a mean over two thirds of F0;
 * and in the cepstrum a lifter that takes away what is left of F0 (equation 10) and gives back what the smoothing took,
 * of which low frequencies get more than the paper's. White noise of power 1 through this envelope gives the sound. One
 * for each thread.
 */
final class EnvelopeAnalysis {

    static final int SIZE = 1024;
    static final int BINS = SIZE / 2 + 1;

    /**
     * What is taken for F0 where there is none: a window of 25 ms. WORLD's 500 Hz is a window of 6 ms and a mean over
     * 333 Hz: noisy, and a telephone's band leaks out of it.
     */
    static final double UNVOICED_F0 = 120;

    private static final double RECOVERY = -0.15;

    /**
     * Hz. Below the first, where speech is steepest (and a telephone's band ends), what the means took is given back
     * whole, above the second nothing. Over the whole band it dulls the highest octaves (EXPERIMENTS.md).
     */
    private static final double RESTORED_TO = 600;

    private static final double UNTOUCHED_FROM = 900;
    /** Power of a rounding error of 16 bits, and a little less: logarithms need something in silence. */
    private static final double FLOOR = 1e-12;

    private final double rate;
    private final RealTransform fourier = new RealTransform(SIZE);
    private final AdaptiveWindow window;
    private final Smoothing smoothing = new Smoothing(BINS);
    private final double[] frame = new double[SIZE];
    private final double[] real = new double[BINS];
    private final double[] imaginary = new double[BINS];
    private final double[] power = new double[BINS];
    private final double[] smoothedAgain = new double[BINS];

    EnvelopeAnalysis(double rate) {
        this.rate = rate;
        this.window = new AdaptiveWindow(rate);
    }

    /**
     * @param f0 Hz, 0 where there is none
     * @param voiced whether it is a voice's, and not what a tracker finds in noise
     * @param logAmplitudes {@code [BINS]} nepers
     */
    void analyse(float[] samples, int centre, double f0, boolean voiced, double[] logAmplitudes) {
        double pitch = f0 > 0 ? f0 : UNVOICED_F0;
        window.hann(samples, centre, pitch, 3, frame);
        fourier.forward(frame, real, imaginary);
        for (int k = 0; k < BINS; k++) {
            power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        double binsPerPitch = pitch * SIZE / rate;
        Smoothing.mirrorBelow(power, binsPerPitch);
        smooth(pitch, binsPerPitch, logAmplitudes);
        if (voiced) {
            restore(pitch, binsPerPitch, logAmplitudes);
        }
    }

    /** Of the spectrum in {@code power}. */
    private void smooth(double pitch, double binsPerPitch, double[] logAmplitudes) {
        smoothing.mean(power, binsPerPitch * 2 / 3, power);
        for (int k = 0; k < BINS; k++) {
            frame[k] = 0.5 * Math.log(power[k] + FLOOR);
        }
        lift(pitch, logAmplitudes);
    }

    /**
     * Adds what a second pass through the window and the means takes away: about as much as the first did. Of noise it
     * would only make more of what is random.
     */
    private void restore(double pitch, double binsPerPitch, double[] logAmplitudes) {
        for (int k = 0; k < BINS; k++) {
            power[k] = Math.exp(2 * logAmplitudes[k]);
        }
        // The window's main lobe, of four thirds of F0, taken as a mean over half of it.
        smoothing.mean(power, binsPerPitch / 2, power);
        smooth(pitch, binsPerPitch, smoothedAgain);
        for (int k = 0; k < BINS; k++) {
            double share = (UNTOUCHED_FROM - k * rate / SIZE) / (UNTOUCHED_FROM - RESTORED_TO);
            logAmplitudes[k] += Math.max(0, Math.min(1, share)) * (logAmplitudes[k] - smoothedAgain[k]);
        }
    }

    private void lift(double pitch, double[] logAmplitudes) {
        for (int k = BINS; k < SIZE; k++) {
            frame[k] = frame[SIZE - k];
        }
        fourier.forward(frame, real, imaginary);
        for (int q = 1; q < BINS; q++) {
            double cycles = Math.PI * pitch * q / rate;
            double smooth = Math.sin(cycles) / cycles;
            real[q] *= smooth * (1 - 2 * RECOVERY + 2 * RECOVERY * Math.cos(2 * cycles));
        }
        Arrays.fill(imaginary, 0);
        fourier.inverse(real, imaginary, frame);
        System.arraycopy(frame, 0, logAmplitudes, 0, BINS);
    }
}
