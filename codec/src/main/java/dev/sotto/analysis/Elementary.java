package dev.sotto.analysis;

/**
 * Elementary functions of our own, since those of {@link Math} may differ from machine to machine in the last bit: only
 * additions, multiplications, divisions and fused multiply-adds of floats, each of which IEEE 754 rounds in one way.
 */
public final class Elementary {

    static final float LOWEST = -120;
    static final float HIGHEST = 120;

    /** Added to a number of less than 2^22, it leaves no bit for the fraction: the sum is rounded to a whole number. */
    static final float ROUNDING = 0x1.8p23f;

    /** Bits of a float's mantissa, above which its exponent lies, and the exponent that stands for 2^0. */
    static final int MANTISSA = 23;

    static final int EXPONENT_OF_1 = 127;

    /** Of the Taylor series of 2^x: ln(2)^k / k!. */
    static final float E1 = 0.6931472f;

    static final float E2 = 0.2402265f;
    static final float E3 = 0.05550411f;
    static final float E4 = 0.009618129f;
    static final float E5 = 0.0013333558f;
    static final float E6 = 1.5403530e-4f;

    /** Bits of the float next to the square root of 1/2, where a mantissa begins: so its logarithm is small. */
    static final int ROOT_HALF = 0x3f3504f3;

    /** Of 2 artanh(s) = ln((1 + s) / (1 - s)): 2 / (2 k + 1). */
    static final float L3 = 2f / 3;

    static final float L5 = 2f / 5;
    static final float L7 = 2f / 7;
    static final float L9 = 2f / 9;

    /** ln 2 in two parts, the first with few bits: its products with exponents are exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** Of sin(2 pi x) up to a quarter turn, fitted for the least greatest error. */
    static final float S1 = 6.283185f;

    static final float S3 = -41.341656f;
    static final float S5 = 81.601006f;
    static final float S7 = -76.54978f;
    static final float S9 = 39.536705f;

    static final float QUARTER = 0.25f;

    private Elementary() {}

    /** 2^x, with x taken to lie between -120 and 120; relative error below 3e-7. NaN for NaN. */
    public static float exp2(float x) {
        float bounded = Math.min(Math.max(x, LOWEST), HIGHEST);
        float rounded = bounded + ROUNDING;
        float f = bounded - (rounded - ROUNDING);
        float sum = Math.fma(E6, f, E5);
        sum = Math.fma(sum, f, E4);
        sum = Math.fma(sum, f, E3);
        sum = Math.fma(sum, f, E2);
        sum = Math.fma(sum, f, E1);
        sum = Math.fma(sum, f, 1f);
        return sum * Float.intBitsToFloat(Float.floatToRawIntBits(rounded) + EXPONENT_OF_1 << MANTISSA);
    }

    /** The natural logarithm of a positive normal number; error below 2e-7 of the result or, near 1, of x - 1. */
    public static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = bits - ROOT_HALF >> MANTISSA;
        float m = Float.intBitsToFloat(bits - (exponent << MANTISSA));
        float f = m - 1f;
        float s = f / (f + 2f);
        float square = s * s;
        float sum = Math.fma(L9, square, L7);
        sum = Math.fma(sum, square, L5);
        sum = Math.fma(sum, square, L3);
        sum = Math.fma(sum, square, 2f);
        float e = exponent;
        return Math.fma(e, LN2_HIGH, Math.fma(sum, s, e * LN2_LOW));
    }

    /** cos(2 pi x) for x of less than 2^22; error below 2e-7. */
    public static float cosine(float turns) {
        return quarterSine(QUARTER - Math.abs(fraction(turns)));
    }

    /** What is beyond the nearest whole number: from -1/2 to 1/2. */
    private static float fraction(float x) {
        float whole = (x + ROUNDING) - ROUNDING;
        return x - whole;
    }

    /** sin(2 pi x), x between -1/4 and 1/4. */
    private static float quarterSine(float x) {
        float square = x * x;
        float sum = Math.fma(S9, square, S7);
        sum = Math.fma(sum, square, S5);
        sum = Math.fma(sum, square, S3);
        sum = Math.fma(sum, square, S1);
        return sum * x;
    }

    /** sin(2 pi x), as the cosine of a quarter turn less, for x of less than 2^22; error below 4e-7. */
    public static float sine(float turns) {
        return cosine(fraction(turns) - QUARTER);
    }
}
