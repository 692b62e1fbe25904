package dev.sotto.training.data;

/** Half precision (IEEE 754 binary16), which Java has built in from 20 on. */
final class HalfFloat {

    private static final float LARGEST = 65_504;
    private static final float SMALLEST_NORMAL = 0x1p-14f;

    private HalfFloat() {}

    /** The nearest, ties to even; beyond the largest, the largest. NaN is refused. */
    static short of(float value) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException("a number is wanted, not NaN");
        }
        float size = Math.min(Math.abs(value), LARGEST);
        int sign = value < 0 ? 0x8000 : 0;
        if (size < SMALLEST_NORMAL) {
            return (short) (sign | Math.round((double) size * 0x1p24));
        }
        int bits = Float.floatToRawIntBits(size);
        int rounded = bits + 0xfff + (bits >>> 13 & 1);
        return (short) (sign | (rounded >>> 13) - (112 << 10));
    }

    static float toFloat(short half) {
        int exponent = half >>> 10 & 0x1f;
        int fraction = half & 0x3ff;
        float size = exponent == 0 ? fraction * 0x1p-24f : Float.intBitsToFloat(exponent + 112 << 23 | fraction << 13);
        return half < 0 ? -size : size;
    }
}
