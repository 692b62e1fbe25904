package dev.sotto.audio.container;

/**
 * Telephony's logarithmic samples (ITU-T G.711): 8 bits in, 16-bit steps out, of which the lowest 2 or 3 bits are 0.
 */
final class Companding {

    private static final int SIGN = 0x80;
    private static final int MU_BIAS = 0x84;

    private Companding() {}

    static int muLaw(byte code) {
        int bits = ~code;
        int exponent = bits >> 4 & 7;
        int magnitude = (((bits & 0xf) << 3) + MU_BIAS << exponent) - MU_BIAS;
        return (bits & SIGN) == 0 ? magnitude : -magnitude;
    }

    static int aLaw(byte code) {
        int bits = code ^ 0x55;
        int exponent = bits >> 4 & 7;
        int mantissa = (bits & 0xf) << 4;
        int magnitude = exponent == 0 ? mantissa + 8 : mantissa + 0x108 << exponent - 1;
        return (bits & SIGN) != 0 ? magnitude : -magnitude;
    }
}
