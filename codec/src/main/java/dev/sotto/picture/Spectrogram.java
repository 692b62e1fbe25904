package dev.sotto.picture;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Fourier;

/**
 * Power over time and frequency, made for a picture: one column a pixel, however long the sound is.
 *
 * @param powers [column][bin], bins from 0 Hz to half the rate
 * @param sampleRate Hz
 */
record Spectrogram(double[][] powers, int sampleRate) {

    /** Long enough to tell a voice's harmonics apart, short enough to see a plosive. */
    private static final double WINDOW_SECONDS = 0.025;
    /** Where a column stands for more sound than a window, so many windows of it are averaged. */
    private static final int MAX_WINDOWS = 8;

    /** The sound from 0 to {@code seconds}; what lies beyond its end is silence. */
    static Spectrogram of(Waveform sound, double seconds, int columns) {
        int length = Math.max(16, (int) (WINDOW_SECONDS * sound.sampleRate()));
        double[] window = Fourier.hann(length);
        // Twice as many bins as the window has, for smooth rows.
        Fourier fourier = new Fourier(Integer.highestOneBit(length) * 4);
        double step = seconds * sound.sampleRate() / columns;
        int windows = (int) Math.max(1, Math.min(MAX_WINDOWS, Math.ceil(2 * step / length)));
        double[][] powers = new double[columns][fourier.numBins()];
        for (int x = 0; x < columns; x++) {
            for (int w = 0; w < windows; w++) {
                double centre = (x + (w + 0.5) / windows) * step;
                double[] more = fourier.powers(cut(sound.samples(), Math.round(centre) - length / 2, window));
                for (int bin = 0; bin < more.length; bin++) {
                    powers[x][bin] += more[bin] / windows;
                }
            }
        }
        return new Spectrogram(powers, sound.sampleRate());
    }

    private static double[] cut(float[] samples, long from, double[] window) {
        double sum = window.length / 2.0;
        double[] result = new double[window.length];
        int first = (int) Math.max(0, -from);
        int end = (int) Math.min(window.length, samples.length - from);
        for (int i = first; i < end; i++) {
            // So scaled, a sine of full scale has a power of 1.
            result[i] = samples[(int) from + i] * window[i] * 2 / sum;
        }
        return result;
    }

    /** The greatest power of all. */
    double peak() {
        double peak = 0;
        for (double[] column : powers) {
            for (double power : column) {
                peak = power > peak ? power : peak;
            }
        }
        return peak;
    }

    /** The power at a share of half the sample rate, 0 to 1, between the nearest bins. */
    double power(int column, double share) {
        double[] bins = powers[column];
        double at = share * (bins.length - 1);
        int low = Math.min((int) at, bins.length - 2);
        double weight = at - low;
        return bins[low] * (1 - weight) + bins[low + 1] * weight;
    }
}
