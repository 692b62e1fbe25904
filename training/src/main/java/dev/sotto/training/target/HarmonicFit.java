package dev.sotto.training.target;

/**
 * Second look at a candidate for F0 (Morise 2017, section 2.2; Flanagan 1966): the instantaneous frequencies of its
 * first harmonics under a Blackman window of three periods. Their mean, weighted by amplitude, is the better F0; how
 * far they are from multiples of it says how good a candidate it is.
 */
final class HarmonicFit {

    private static final int HARMONICS = 6;
    private static final double PERIODS = 1.5;

    private final double[] sound;
    private final double rate;
    private final double[] xRe = new double[HARMONICS];
    private final double[] xIm = new double[HARMONICS];
    private final double[] dRe = new double[HARMONICS];
    private final double[] dIm = new double[HARMONICS];
    private final double[] instant = new double[HARMONICS];
    private final double[] amplitude = new double[HARMONICS];

    private double hertz;
    private double error;

    HarmonicFit(double[] sound, double rate) {
        this.sound = sound;
        this.rate = rate;
    }

    /** The better F0; may be far off, or negative, where there is none. */
    double hertz() {
        return hertz;
    }

    /** Mean distance of the harmonics, weighted by amplitude, from multiples of F0: a share of it, at most 1. */
    double error() {
        return error;
    }

    void fit(int centre, double candidate) {
        int harmonics = (int) Math.min(HARMONICS, 0.45 * rate / candidate);
        transform(centre, candidate, harmonics);
        double omega = 2 * Math.PI * candidate / rate;
        double weighted = 0;
        double weights = 0;
        double amplitudes = 0;
        for (int h = 0; h < harmonics; h++) {
            double power = xRe[h] * xRe[h] + xIm[h] * xIm[h] + 1e-30;
            amplitude[h] = Math.sqrt(power);
            instant[h] = omega * (h + 1) - (dIm[h] * xRe[h] - dRe[h] * xIm[h]) / power;
            weighted += amplitude[h] * instant[h];
            weights += amplitude[h] * (h + 1);
            amplitudes += amplitude[h];
        }
        double refined = weighted / weights;
        double sum = 0;
        for (int h = 0; h < harmonics; h++) {
            sum += amplitude[h] * Math.min(1, Math.abs(instant[h] / refined - (h + 1)));
        }
        hertz = refined * rate / (2 * Math.PI);
        error = sum / amplitudes;
    }

    /**
     * At each harmonic, X under the window and D under its derivative. The window is even, its derivative odd: so the
     * sums and differences of both sides meet a cosine or a sine alone.
     */
    private void transform(int centre, double candidate, int harmonics) {
        int reach = (int) (PERIODS * rate / candidate);
        double turn = 2 * Math.PI * candidate / rate;
        double narrow = turn / (2 * PERIODS);
        double stepCos = Math.cos(turn);
        double stepSin = Math.sin(turn);
        double windowCos = Math.cos(narrow);
        double windowSin = Math.sin(narrow);
        for (int h = 0; h < harmonics; h++) {
            xRe[h] = at(centre);
            xIm[h] = 0;
            dRe[h] = 0;
            dIm[h] = 0;
        }
        double c = 1;
        double s = 0;
        double u = 1;
        double v = 0;
        for (int n = 1; n <= reach; n++) {
            double old = c;
            c = c * stepCos - s * stepSin;
            s = s * stepCos + old * stepSin;
            old = u;
            u = u * windowCos - v * windowSin;
            v = v * windowCos + old * windowSin;
            double window = 0.34 + 0.5 * u + 0.16 * u * u;
            double derivative = -narrow * v * (0.5 + 0.32 * u);
            double before = at(centre - n);
            double after = at(centre + n);
            double evenX = window * (after + before);
            double oddX = window * (after - before);
            double evenD = derivative * (after - before);
            double oddD = derivative * (after + before);
            double hc = 1;
            double hs = 0;
            for (int h = 0; h < harmonics; h++) {
                double last = hc;
                hc = hc * c - hs * s;
                hs = hs * c + last * s;
                xRe[h] += evenX * hc;
                xIm[h] -= oddX * hs;
                dRe[h] += evenD * hc;
                dIm[h] -= oddD * hs;
            }
        }
    }

    private double at(int n) {
        return n >= 0 && n < sound.length ? sound[n] : 0;
    }
}
