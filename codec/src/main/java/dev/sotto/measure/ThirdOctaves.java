package dev.sotto.measure;

/** What STOI compares: the magnitudes of a signal of 10 kHz in 15 third-octave bands, window by window. */
final class ThirdOctaves {

    static final int SAMPLE_RATE = 10_000;
    static final int LENGTH = 256;
    static final int HOP = LENGTH / 2;
    static final int BANDS = 15;

    private static final double LOWEST_CENTRE = 150;
    private static final double[] WINDOW = Fourier.hann(LENGTH);
    private static final Fourier FOURIER = new Fourier(512);
    private static final int[] EDGES = edges();

    private ThirdOctaves() {}

    /** The bin nearest to each band's lower edge, and to the last one's upper edge. */
    private static int[] edges() {
        int[] edges = new int[BANDS + 1];
        for (int k = 0; k < edges.length; k++) {
            double hertz = LOWEST_CENTRE * Math.pow(2, (2 * k - 1) / 6.0);
            edges[k] = (int) Math.round(hertz * FOURIER.size() / SAMPLE_RATE);
        }
        return edges;
    }

    static int numWindows(int samples) {
        return samples < LENGTH ? 0 : (samples - LENGTH) / HOP + 1;
    }

    static double[] windowed(double[] signal, int window) {
        double[] result = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            result[i] = WINDOW[i] * signal[window * HOP + i];
        }
        return result;
    }

    /** @return magnitudes, [band][window] */
    static double[][] magnitudes(double[] signal) {
        double[][] magnitudes = new double[BANDS][numWindows(signal.length)];
        for (int t = 0; t < magnitudes[0].length; t++) {
            double[] powers = FOURIER.powers(windowed(signal, t));
            for (int band = 0; band < BANDS; band++) {
                double sum = 0;
                for (int bin = EDGES[band]; bin < EDGES[band + 1]; bin++) {
                    sum += powers[bin];
                }
                magnitudes[band][t] = Math.sqrt(sum);
            }
        }
        return magnitudes;
    }
}
