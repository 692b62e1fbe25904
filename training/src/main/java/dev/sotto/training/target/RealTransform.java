package dev.sotto.training.target;

/**
 * The discrete Fourier transform of a real signal of a power of two samples, and its inverse, by one complex transform
 * of half the length. Works in buffers of its own: one for each thread.
 */
final class RealTransform {

    private final int size;
    private final int half;
    private final int[] reversed;
    private final double[] cos;
    private final double[] sin;
    private final double[] turnCos;
    private final double[] turnSin;
    private final double[] a;
    private final double[] b;

    RealTransform(int size) {
        if (size < 4 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size must be a power of two, at least 4, is " + size);
        }
        this.size = size;
        this.half = size / 2;
        this.reversed = new int[half];
        for (int i = 0; i < half; i++) {
            reversed[i] = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(half) + 1;
        }
        // The turns of the stage that joins transforms of length n lie at n to 2n - 1.
        this.cos = new double[half];
        this.sin = new double[half];
        for (int n = 1; n < half; n *= 2) {
            for (int k = 0; k < n; k++) {
                cos[n + k] = Math.cos(Math.PI * k / n);
                sin[n + k] = -Math.sin(Math.PI * k / n);
            }
        }
        this.turnCos = new double[half + 1];
        this.turnSin = new double[half + 1];
        for (int k = 0; k <= half; k++) {
            turnCos[k] = Math.cos(2 * Math.PI * k / size);
            turnSin[k] = -Math.sin(2 * Math.PI * k / size);
        }
        this.a = new double[half];
        this.b = new double[half];
    }

    int size() {
        return size;
    }

    /** @param real and {@code imaginary}: {@code [size / 2 + 1]}, 0 Hz to half the sample rate */
    void forward(double[] signal, double[] real, double[] imaginary) {
        for (int i = 0; i < half; i++) {
            int at = reversed[i];
            a[at] = signal[2 * i];
            b[at] = signal[2 * i + 1];
        }
        transform();
        real[0] = a[0] + b[0];
        imaginary[0] = 0;
        real[half] = a[0] - b[0];
        imaginary[half] = 0;
        for (int k = 1; k < half; k++) {
            double evenRe = a[k] + a[half - k];
            double evenIm = b[k] - b[half - k];
            double oddRe = b[k] + b[half - k];
            double oddIm = a[half - k] - a[k];
            real[k] = 0.5 * (evenRe + turnCos[k] * oddRe - turnSin[k] * oddIm);
            imaginary[k] = 0.5 * (evenIm + turnCos[k] * oddIm + turnSin[k] * oddRe);
        }
    }

    /** Undoes {@link #forward}. */
    void inverse(double[] real, double[] imaginary, double[] signal) {
        for (int k = 0; k < half; k++) {
            double evenRe = real[k] + real[half - k];
            double evenIm = imaginary[k] - imaginary[half - k];
            double differenceRe = real[k] - real[half - k];
            double differenceIm = imaginary[k] + imaginary[half - k];
            double oddRe = differenceRe * turnCos[k] + differenceIm * turnSin[k];
            double oddIm = differenceIm * turnCos[k] - differenceRe * turnSin[k];
            // Real and imaginary part change places, and once more below: that makes the transform its inverse.
            int at = reversed[k];
            b[at] = evenRe - oddIm;
            a[at] = evenIm + oddRe;
        }
        transform();
        double scale = 0.5 / half;
        for (int i = 0; i < half; i++) {
            signal[2 * i] = b[i] * scale;
            signal[2 * i + 1] = a[i] * scale;
        }
    }

    private void transform() {
        for (int i = 0; i < half; i += 2) {
            double re = a[i + 1];
            double im = b[i + 1];
            a[i + 1] = a[i] - re;
            b[i + 1] = b[i] - im;
            a[i] += re;
            b[i] += im;
        }
        for (int n = 2; n < half; n *= 2) {
            for (int start = 0; start < half; start += 2 * n) {
                join(start, n);
            }
        }
    }

    /** Cooley and Tukey: the transforms of length {@code n} at {@code start} and behind it become one of twice that. */
    private void join(int start, int n) {
        for (int k = 0; k < n; k++) {
            int even = start + k;
            int odd = even + n;
            double c = cos[n + k];
            double s = sin[n + k];
            double re = a[odd] * c - b[odd] * s;
            double im = a[odd] * s + b[odd] * c;
            a[odd] = a[even] - re;
            b[odd] = b[even] - im;
            a[even] += re;
            b[even] += im;
        }
    }
}
