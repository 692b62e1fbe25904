package dev.sotto.analysis;

/** Hann's window, periodic: of {@code size} samples, 0 at the first and 1 in the middle. */
final class Hann {

    private Hann() {}

    /** The first {@code length} of them. */
    static float[] window(int size, int length) {
        float[] window = new float[length];
        for (int n = 0; n < length; n++) {
            window[n] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / size));
        }
        return window;
    }

    /** The sum of the squares of all: 3/8 of the size. */
    static double energy(int size) {
        return 0.375 * size;
    }
}
