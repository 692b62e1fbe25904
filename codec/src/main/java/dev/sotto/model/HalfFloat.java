package dev.sotto.model;

/** IEEE 754 half precision, to and from. The JDK has these conversions from 20 on only. */
public final class HalfFloat {

    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;
    /** 65520, halfway between the largest half and the next power of two: from here on it rounds to infinity. */
    private static final int OVERFLOW = 0x477ff000;
    /** 2^-14, the smallest half that is not subnormal. */
    private static final int SMALLEST_NORMAL = 0x38800000;

    private HalfFloat() {}

    public static float toFloat(short half) {
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Float.intBitsToFloat((exponent + 112) << 23 | fraction << 13);
        }
        return half < 0 ? -magnitude : magnitude;
    }

    /** Of all {@code halves}, as {@link #toFloat(short)}; made for speed in a cold JVM. */
    static void toFloats(short[] halves, float[] floats) {
        for (int i = 0; i < halves.length; i++) {
            int half = halves[i];
            float finite = Float.intBitsToFloat((half & 0x7fff) << 13) * 0x1p112f;
            boolean isFinite = (half & INFINITY) != INFINITY;
            floats[i] = isFinite ? half < 0 ? -finite : finite : toFloat((short) half);
        }
    }

    /** The nearest half, the even one of two that are as near; infinity beyond the range; NaN for NaN. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        int half;
        if (Float.isNaN(value)) {
            half = NAN;
        } else if (magnitude >= OVERFLOW) {
            half = INFINITY;
        } else if (magnitude < SMALLEST_NORMAL) {
            half = (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24f);
        } else {
            int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
            half = (rounded >>> 13) - (112 << 10);
        }
        return (short) (sign | half);
    }
}
