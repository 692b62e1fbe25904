package dev.sotto.training.target;

/**
 * Frequencies equally far apart in mel = 1127.01 ln(1 + f / 700), from 40 Hz to 8 kHz, at which envelopes are sampled:
 * {@link #FINE} for the cache, of which every third is one of the codec's {@link #CODEC}.
 */
public final class MelPoints {

    /** The envelope's points in the codec. */
    public static final int CODEC = 48;
    /** Fine points for each of the codec's. */
    public static final int RATIO = 3;
    /** The envelope's points in the cache. */
    public static final int FINE = (CODEC - 1) * RATIO + 1;

    private static final double LOWEST = mel(40);
    private static final double HIGHEST = mel(8000);

    private MelPoints() {}

    static double mel(double hertz) {
        return 1127.01 * Math.log1p(hertz / 700);
    }

    /** Of fine point {@code i}, Hz. */
    public static double hertz(double i) {
        return 700 * Math.expm1((LOWEST + (HIGHEST - LOWEST) * i / (FINE - 1)) / 1127.01);
    }

    /** The inverse of {@link #hertz}; below 0 under 40 Hz. */
    public static double fine(double hertz) {
        return (mel(hertz) - LOWEST) / (HIGHEST - LOWEST) * (FINE - 1);
    }
}
