package dev.sotto.synthesis;

/**
 * The 48 frequencies at which an envelope is given, equally far apart in mel from 40 Hz to 8 kHz. Between them it is
 * linear over mel, below the first it is flat.
 */
public final class MelPoints {

    public static final int COUNT = 48;

    private static final double LOWEST = mel(40);
    private static final double HIGHEST = mel(8000);

    private MelPoints() {}

    /** mel = 1127.01 ln(1 + f / 700). */
    private static double mel(double hertz) {
        return 1127.01 * StrictMath.log(1 + hertz / 700);
    }

    /** The frequency of a point in Hz. */
    public static double hertz(int point) {
        return 700 * (StrictMath.exp((LOWEST + (HIGHEST - LOWEST) * point / (COUNT - 1)) / 1127.01) - 1);
    }

    /** Where a frequency lies among the points, as a number from 0 to COUNT - 1. */
    static double place(double hertz) {
        double place = (mel(hertz) - LOWEST) / (HIGHEST - LOWEST) * (COUNT - 1);
        return Math.min(Math.max(place, 0), COUNT - 1);
    }
}
