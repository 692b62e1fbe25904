package dev.sotto.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HalfFloatTest {

    /** What the standard says a half is worth, computed in doubles. */
    private static double worth(int half) {
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        double magnitude =
                exponent == 0 ? fraction * Math.pow(2, -24) : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
        return (half & 0x8000) == 0 ? magnitude : -magnitude;
    }

    @Test
    void shouldReadEveryHalfAndWriteItBack() {
        for (int half = 0; half < 1 << 16; half++) {
            float value = HalfFloat.toFloat((short) half);
            if ((half & 0x7fff) > 0x7c00) {
                assertTrue(Float.isNaN(value), Integer.toHexString(half));
                assertTrue(Float.isNaN(HalfFloat.toFloat(HalfFloat.fromFloat(value))));
                continue;
            }
            double expected = (half & 0x7fff) == 0x7c00 ? Math.copySign(1.0 / 0, (short) half) : worth(half);
            assertEquals((float) expected, value, Integer.toHexString(half));
            assertEquals((short) half, HalfFloat.fromFloat(value), Integer.toHexString(half));
        }
    }

    @Test
    void shouldReadManyAsOne() {
        short[] halves = new short[1 << 16];
        float[] floats = new float[1 << 16];
        for (int half = 0; half < halves.length; half++) {
            halves[half] = (short) half;
        }
        HalfFloat.toFloats(halves, floats);
        for (int half = 0; half < halves.length; half++) {
            int expected = Float.floatToIntBits(HalfFloat.toFloat((short) half));
            assertEquals(expected, Float.floatToIntBits(floats[half]), Integer.toHexString(half));
        }
    }

    @Test
    void shouldRoundToTheNearestAndTiesToTheEvenHalf() {
        for (int half = 0; half < 0x7bff; half++) {
            float tie = (float) ((worth(half) + worth(half + 1)) / 2);
            int even = half % 2 == 0 ? half : half + 1;
            assertEquals((short) even, HalfFloat.fromFloat(tie), Integer.toHexString(half));
            assertEquals((short) half, HalfFloat.fromFloat(Math.nextDown(tie)), Integer.toHexString(half));
            assertEquals((short) (half + 1), HalfFloat.fromFloat(Math.nextUp(tie)), Integer.toHexString(half));
            assertEquals((short) (even | 0x8000), HalfFloat.fromFloat(-tie), Integer.toHexString(half));
        }
    }

    @Test
    void shouldRoundToInfinityBeyondTheRange() {
        assertEquals((short) 0x7bff, HalfFloat.fromFloat(Math.nextDown(65520f)));
        assertEquals((short) 0x7c00, HalfFloat.fromFloat(65520f));
        assertEquals((short) 0xfc00, HalfFloat.fromFloat(-1e30f));
        assertEquals((short) 0x8000, HalfFloat.fromFloat(-Float.MIN_VALUE));
    }
}
