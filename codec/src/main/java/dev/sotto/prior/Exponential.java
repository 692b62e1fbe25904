package dev.sotto.prior;

/**
 * Exponentials of our own, since those of {@link Math} may differ from machine to machine in the last bit: only
 * additions, multiplications, divisions and fused multiply-adds of floats, each of which IEEE 754 rounds in one way.
 */
final class Exponential {

    static final float LOG2_E = 1.442695f;

    /** Below it {@link #exp2} would not be normal any more. */
    private static final float LOWEST = -120;

    private static final float HIGHEST = 120;

    /** Added to a number of less than 2^22, it leaves no bit for the fraction: the sum is rounded to a whole number. */
    private static final float ROUNDING = 0x1.8p23f;

    /** Of the Taylor series of 2^x: ln(2)^k / k!. */
    private static final float C1 = 0.6931472f;

    private static final float C2 = 0.2402265f;
    private static final float C3 = 0.05550411f;
    private static final float C4 = 0.009618129f;
    private static final float C5 = 0.0013333558f;
    private static final float C6 = 1.5403530e-4f;

    private Exponential() {}

    /** 2^x, with x taken to lie between -120 and 120; relative error below 3e-7. NaN for NaN. */
    static float exp2(float x) {
        float bounded = Math.min(Math.max(x, LOWEST), HIGHEST);
        float whole = (bounded + ROUNDING) - ROUNDING;
        float f = bounded - whole;
        float sum = Math.fma(C6, f, C5);
        sum = Math.fma(sum, f, C4);
        sum = Math.fma(sum, f, C3);
        sum = Math.fma(sum, f, C2);
        sum = Math.fma(sum, f, C1);
        sum = Math.fma(sum, f, 1f);
        return sum * Float.intBitsToFloat((int) whole + 127 << 23);
    }

    /** 1 / (1 + e^-x). */
    static float sigmoid(float x) {
        return 1f / (1f + exp2(-LOG2_E * x));
    }

    /** The hyperbolic tangent, as {@code 2 sigmoid(2x) - 1}. */
    static float tanh(float x) {
        return 2f / (1f + exp2(-2f * LOG2_E * x)) - 1f;
    }
}
