package dev.sotto.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExponentialTest {

    @Test
    void shouldBeNearTheTruePower() {
        for (double x = -119.9; x < 119.9; x += 0.0137) {
            float argument = (float) x;
            double expected = StrictMath.pow(2, argument);
            assertEquals(1, Exponential.exp2(argument) / expected, 3e-7, "2^" + argument);
        }
        assertEquals(1, Exponential.exp2(0));
        assertEquals(0x1p-20f, Exponential.exp2(-20));
    }

    @Test
    void shouldStayWithinItsBounds() {
        assertEquals(0x1p-120f, Exponential.exp2(Float.NEGATIVE_INFINITY));
        assertEquals(0x1p120f, Exponential.exp2(Float.MAX_VALUE));
        assertTrue(Float.isNaN(Exponential.exp2(Float.NaN)));
        assertEquals(1, Exponential.sigmoid(1e30f));
        assertEquals(0, Exponential.sigmoid(-1e30f), 1e-30);
        assertEquals(1, Exponential.tanh(1e30f));
        assertEquals(-1, Exponential.tanh(-1e30f));
    }

    @Test
    void shouldGiveGatesTheirShape() {
        for (float x = -9; x < 9; x += 0.0317f) {
            assertEquals(1 / (1 + StrictMath.exp(-x)), Exponential.sigmoid(x), 5e-7, "sigmoid " + x);
            assertEquals(StrictMath.tanh(x), Exponential.tanh(x), 5e-7, "tanh " + x);
        }
    }
}
