package dev.sotto.measure;

import dev.sotto.audio.Waveform;
import java.util.Arrays;

/**
 * Short-time objective intelligibility: a prediction of how much of the clean speech one can make out in the degraded,
 * from 0 to 1 (a little below 0 is possible); it says nothing of how natural a voice is. Means over segments of 0.4 s;
 * windows of the clean speech 40 dB below its loudest do not count.
 *
 * <p>{@link #of}: C. H. Taal et al., "An Algorithm for Intelligibility Prediction of Time-Frequency Weighted Noisy
 * Speech", IEEE TASLP 19(7), 2011. {@link #extended}: J. Jensen and C. H. Taal, "An Algorithm for Predicting the
 * Intelligibility of Speech Masked by Modulated Noise Maskers", IEEE/ACM TASLP 24(11), 2016.
 *
 * <p>Both give NaN where there is nothing to measure: less than 0.4 s of clean speech that is not silent. A degraded
 * signal of another length is compared as far as both go.
 */
public final class Stoi {

    /** Windows of a segment: 30, one every 12.8 ms. The papers call them frames, which here are 20 ms. */
    private static final int SEGMENT = 30;

    private static final double DYNAMIC_RANGE_DB = 40;
    /** A band of the degraded speech counts up to 15 dB of distortion, eq. 3 of the paper of 2011. */
    private static final double CLIPPING = 1 + Math.pow(10, 15 / 20.0);

    private static final double TINY = 1e-12;

    private Stoi() {}

    /** STOI and ESTOI. */
    public record Pair(double stoi, double extended) {}

    /** Both, of spectra that are computed once. */
    public static Pair both(Waveform clean, Waveform degraded) {
        double[] both = compare(clean, degraded, Stoi::segmentCorrelation, Stoi::extendedCorrelation);
        return new Pair(both[0], both[1]);
    }

    /** STOI. */
    public static double of(Waveform clean, Waveform degraded) {
        return compare(clean, degraded, Stoi::segmentCorrelation)[0];
    }

    /** ESTOI, which also hears distortions that come and go. */
    public static double extended(Waveform clean, Waveform degraded) {
        return compare(clean, degraded, Stoi::extendedCorrelation)[0];
    }

    private interface SegmentMeasure {
        double of(double[][] clean, double[][] degraded);
    }

    private static double[] compare(Waveform clean, Waveform degraded, SegmentMeasure... measures) {
        if (clean.sampleRate() != degraded.sampleRate() || clean.sampleRate() < ThirdOctaves.SAMPLE_RATE) {
            throw new IllegalArgumentException("STOI compares sounds of one rate of at least 10 kHz, these have "
                    + clean.sampleRate() + " and " + degraded.sampleRate() + " Hz");
        }
        int length = Math.min(clean.length(), degraded.length());
        double[] cleanSignal = Resampling.resample(clean.slice(0, length), ThirdOctaves.SAMPLE_RATE);
        double[] degradedSignal = Resampling.resample(degraded.slice(0, length), ThirdOctaves.SAMPLE_RATE);
        int[] loud = loudWindows(cleanSignal);
        double[][] cleanBands = ThirdOctaves.magnitudes(join(cleanSignal, loud));
        double[][] degradedBands = ThirdOctaves.magnitudes(join(degradedSignal, loud));
        int segments = cleanBands[0].length - SEGMENT + 1;
        double[] means = new double[measures.length];
        for (int i = 0; i < means.length; i++) {
            for (int s = 0; s < segments; s++) {
                means[i] += measures[i].of(segment(cleanBands, s), segment(degradedBands, s));
            }
            means[i] = segments < 1 ? Double.NaN : means[i] / segments;
        }
        return means;
    }

    /** The windows less than 40 dB below the loudest; none in silence. */
    private static int[] loudWindows(double[] signal) {
        double[] energies = new double[ThirdOctaves.numWindows(signal.length)];
        for (int t = 0; t < energies.length; t++) {
            double norm = norm(ThirdOctaves.windowed(signal, t));
            energies[t] = norm * norm;
        }
        double threshold = Arrays.stream(energies).max().orElse(0) * Math.pow(10, -DYNAMIC_RANGE_DB / 10);
        int[] loud = new int[energies.length];
        int count = 0;
        for (int t = 0; t < energies.length; t++) {
            if (energies[t] > threshold) {
                loud[count++] = t;
            }
        }
        return Arrays.copyOf(loud, count);
    }

    /** The windows put together again, each overlapping half of the one before, whatever lay between them. */
    private static double[] join(double[] signal, int[] windows) {
        double[] joined =
                new double[windows.length == 0 ? 0 : (windows.length - 1) * ThirdOctaves.HOP + ThirdOctaves.LENGTH];
        for (int k = 0; k < windows.length; k++) {
            double[] window = ThirdOctaves.windowed(signal, windows[k]);
            for (int i = 0; i < window.length; i++) {
                joined[k * ThirdOctaves.HOP + i] += window[i];
            }
        }
        return joined;
    }

    private static double[][] segment(double[][] bands, int from) {
        double[][] segment = new double[bands.length][];
        for (int band = 0; band < bands.length; band++) {
            segment[band] = Arrays.copyOfRange(bands[band], from, from + SEGMENT);
        }
        return segment;
    }

    /** Mean over the bands of the correlation over time, the degraded band scaled and clipped. */
    private static double segmentCorrelation(double[][] clean, double[][] degraded) {
        double sum = 0;
        for (int band = 0; band < clean.length; band++) {
            double scale = norm(clean[band]) / (norm(degraded[band]) + TINY);
            double[] clipped = new double[SEGMENT];
            for (int t = 0; t < SEGMENT; t++) {
                clipped[t] = Math.min(scale * degraded[band][t], CLIPPING * clean[band][t]);
            }
            normalise(clipped);
            normalise(clean[band]);
            sum += product(clean[band], clipped);
        }
        return sum / clean.length;
    }

    /** Mean over time of the correlation over the bands, after each band was normalised over time. */
    private static double extendedCorrelation(double[][] clean, double[][] degraded) {
        Arrays.stream(clean).forEach(Stoi::normalise);
        Arrays.stream(degraded).forEach(Stoi::normalise);
        double sum = 0;
        for (int t = 0; t < SEGMENT; t++) {
            double[] cleanSpectrum = column(clean, t);
            double[] degradedSpectrum = column(degraded, t);
            normalise(cleanSpectrum);
            normalise(degradedSpectrum);
            sum += product(cleanSpectrum, degradedSpectrum);
        }
        return sum / SEGMENT;
    }

    private static double[] column(double[][] rows, int t) {
        return Arrays.stream(rows).mapToDouble(row -> row[t]).toArray();
    }

    /** To mean 0 and norm 1; what does not vary becomes 0. */
    private static void normalise(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        for (int i = 0; i < values.length; i++) {
            values[i] -= mean;
        }
        double norm = norm(values);
        for (int i = 0; i < values.length; i++) {
            values[i] /= norm + TINY;
        }
    }

    private static double norm(double[] values) {
        return Math.sqrt(product(values, values));
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
