package dev.sotto.measure;

/**
 * The discrete Fourier transform of real signals whose length is a power of two, in double precision. Our own forty
 * lines, because none of the codec's libraries has one. Thread-safe.
 */
public final class Fourier {

    private final int size;
    private final double[] cos;
    private final double[] sin;
    private final int[] reversed;

    public Fourier(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two, at least 2, is " + size);
        }
        this.size = size;
        this.cos = new double[size / 2];
        this.sin = new double[size / 2];
        this.reversed = new int[size];
        for (int i = 0; i < size / 2; i++) {
            cos[i] = Math.cos(2 * Math.PI * i / size);
            sin[i] = -Math.sin(2 * Math.PI * i / size);
        }
        for (int i = 0; i < size; i++) {
            reversed[i] = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(size) + 1;
        }
    }

    public int size() {
        return size;
    }

    /** Bins from 0 Hz to half the sample rate, both included. */
    public int numBins() {
        return size / 2 + 1;
    }

    /** The squared magnitude of each bin; a signal shorter than {@link #size} is followed by zeros. */
    public double[] powers(double[] signal) {
        double[] real = new double[size];
        double[] imaginary = new double[size];
        for (int i = 0; i < signal.length; i++) {
            real[reversed[i]] = signal[i];
        }
        for (int half = 1; half < size; half *= 2) {
            combine(real, imaginary, half);
        }
        double[] powers = new double[numBins()];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        return powers;
    }

    /**
     * One stage of Cooley and Tukey's algorithm: pairs of transforms of length {@code half} become one of twice that.
     */
    private void combine(double[] real, double[] imaginary, int half) {
        int step = size / (2 * half);
        for (int start = 0; start < size; start += 2 * half) {
            for (int k = 0; k < half; k++) {
                int even = start + k;
                int odd = even + half;
                double c = cos[k * step];
                double s = sin[k * step];
                double re = real[odd] * c - imaginary[odd] * s;
                double im = real[odd] * s + imaginary[odd] * c;
                real[odd] = real[even] - re;
                imaginary[odd] = imaginary[even] - im;
                real[even] += re;
                imaginary[even] += im;
            }
        }
    }

    /** Hann's window without the zeros at its ends, which would be no samples at all. */
    public static double[] hann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 1) / (length + 1));
        }
        return window;
    }
}
