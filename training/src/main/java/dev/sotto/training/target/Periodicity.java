package dev.sotto.training.target;

/**
 * How alike two neighbouring periods of a sound are: the normalised cross-correlation of two pieces of two periods and
 * more, one period apart, around a place (Talkin, "A robust algorithm for pitch tracking", 1995). 1 where they are the
 * same.
 */
final class Periodicity {

    /** 20 ms of 8 kHz: in less, noise looks periodic. */
    private static final int MIN_LENGTH = 160;

    private final double[] sound;
    private final double rate;

    Periodicity(double[] sound, double rate) {
        this.sound = sound;
        this.rate = rate;
    }

    double at(int centre, double hertz) {
        int lag = (int) (rate / hertz);
        return Math.max(alike(centre, lag), alike(centre, lag + 1));
    }

    private double alike(int centre, int lag) {
        int length = Math.max(2 * lag, MIN_LENGTH);
        int from = Math.max(0, centre - (lag + length) / 2);
        int to = Math.min(sound.length - lag, centre - (lag + length) / 2 + length);
        double product = 0;
        double first = 1e-12;
        double second = 1e-12;
        for (int n = from; n < to; n++) {
            double x = sound[n];
            double y = sound[n + lag];
            product += x * y;
            first += x * x;
            second += y * y;
        }
        return product / Math.sqrt(first * second);
    }
}
