package dev.sotto.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HalfFloatTest {

    @Test
    void shouldGiveEveryHalfBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            boolean finite = (bits & 0x7c00) != 0x7c00;
            if (finite && bits != 0x8000) {
                assertEquals((short) bits, HalfFloat.of(HalfFloat.toFloat((short) bits)), "bits " + bits);
            }
        }
    }

    @Test
    void shouldRoundToTheNearestAndStopAtTheLargest() {
        assertEquals(1, HalfFloat.toFloat(HalfFloat.of(1.0004f)));
        assertEquals(1.0009766f, HalfFloat.toFloat(HalfFloat.of(1.0006f)));
        assertEquals(-13.8f, HalfFloat.toFloat(HalfFloat.of(-13.8f)), 0.005f);
        assertEquals(65_504, HalfFloat.toFloat(HalfFloat.of(1e9f)));
        assertEquals(-65_504, HalfFloat.toFloat(HalfFloat.of(Float.NEGATIVE_INFINITY)));
        assertEquals(0x1p-24f, HalfFloat.toFloat(HalfFloat.of(0x1p-24f)));
        assertEquals(0, HalfFloat.toFloat(HalfFloat.of(1e-9f)));
        assertThrows(IllegalArgumentException.class, () -> HalfFloat.of(Float.NaN));
    }
}
