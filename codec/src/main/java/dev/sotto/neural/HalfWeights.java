package dev.sotto.neural;

import java.util.Optional;

/**
 * The same weights in half the memory, for the kernel whose time goes into reading them: one row at a time, four
 * million weights a frame. Exact or not at all.
 *
 * <p>A weight is a sign, 5 bits of exponent and 10 of fraction, as in a half-precision file, but the exponent counts
 * from {@link #SCALE} on, so that what is subnormal as a half is not: shifted to its place in a float's bits it
 * <em>is</em> the float, smaller by {@link #SCALE}. The input is made larger by as much, which changes no bit of the
 * product.
 *
 * <p>Two vectors of a panel lie together as the upper and the lower halves of ints. A load brings the one into place, a
 * load that begins one short earlier the other: a shift and a mask are all that is left to do.
 */
final class HalfWeights {

    /** Shorts before the first panel, as a load begins one short early. */
    static final int FRONT = 8;

    /** By how much a weight's float is too small: 2^102. */
    static final float SCALE = 0x1p102f;

    /** Bits of a magnitude below which {@code input * SCALE} does not overflow: those of 2^25. */
    static final int INPUT_LIMIT = Float.floatToRawIntBits(0x1p25f);

    /** How far a short in the upper half of an int is above its place in a float. */
    static final int SHIFT = 3;

    /** Where the sign, 5 bits of exponent and 10 of fraction lie in a float. */
    static final int MASK = 0x8fffe000;

    private static final int DROPPED = 13;
    private static final int EXPONENT_BIAS = 102 << 23;

    private HalfWeights() {}

    /**
     * @param weights in panels
     * @param lanes floats of a vector
     * @return the same in the same order but for the pairs of vectors, or nothing if one of them is not exact
     */
    static Optional<short[]> of(float[] weights, int lanes) {
        short[] halves = new short[FRONT + weights.length];
        for (int pair = 0; pair < weights.length; pair += 2 * lanes) {
            for (int i = 0; i < lanes; i++) {
                int upper = Float.floatToRawIntBits(weights[pair + i]);
                int lower = Float.floatToRawIntBits(weights[pair + lanes + i]);
                if (!isExact(upper) || !isExact(lower)) {
                    return Optional.empty();
                }
                halves[FRONT + pair + 2 * i] = half(lower);
                halves[FRONT + pair + 2 * i + 1] = half(upper);
            }
        }
        return Optional.of(halves);
    }

    /** Zero, or 2^-24 to less than 2^7 with 10 bits of fraction. */
    static boolean isExact(int bits) {
        int magnitude = bits & 0x7fffffff;
        int scaled = magnitude - EXPONENT_BIAS;
        return magnitude == 0 || (scaled & ~(MASK & 0x7fffffff)) == 0 && scaled >= 1 << 23;
    }

    static short half(int bits) {
        int magnitude = bits & 0x7fffffff;
        int scaled = magnitude == 0 ? 0 : magnitude - EXPONENT_BIAS;
        return (short) (bits >>> 16 & 0x8000 | scaled >>> DROPPED);
    }
}
