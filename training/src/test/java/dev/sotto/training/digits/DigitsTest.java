package dev.sotto.training.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static final int COUNT = 200;

    private final Digits digits = DigitFonts.digitsOrSkip();

    @Test
    void shouldDrawTheSameForTheSameSeed() {
        assertArrayEquals(draw(7), draw(7));
        assertTrue(DigitTrial.meanSquare(draw(7), draw(8)) > 0.01);
    }

    @Test
    void shouldDrawWhiteOnBlackAndWholeDigits() {
        float[] pictures = draw(7);
        assertEquals(COUNT * Digits.PIXELS, pictures.length);
        for (int i = 0; i < COUNT; i++) {
            float[] picture = Arrays.copyOfRange(pictures, i * Digits.PIXELS, (i + 1) * Digits.PIXELS);
            double ink = 0;
            for (int p = 0; p < Digits.PIXELS; p++) {
                assertTrue(picture[p] >= 0 && picture[p] <= 1);
                ink += picture[p];
            }
            // A thin 1 has about 3 % of the square, a bold 8 about 35 %.
            assertTrue(ink > 0.01 * Digits.PIXELS && ink < 0.5 * Digits.PIXELS, "ink of picture " + i + ": " + ink);
        }
    }

    @Test
    void shouldTakeTheDigitsInTurn() {
        float[] pictures = new float[Digits.CLASSES * Digits.PIXELS];
        int many = 100;
        float[] drawn = digits.draw(many * Digits.CLASSES, new SplittableRandom(7));
        for (int p = 0; p < drawn.length; p++) {
            pictures[p % pictures.length] += drawn[p] / many;
        }
        // The mean of many ones is unlike that of many zeros: no ink in the middle of a zero.
        int middle = Digits.PIXELS / 2 + Digits.SIDE / 2;
        assertTrue(pictures[Digits.PIXELS + middle] > 0.5);
        assertTrue(pictures[middle] < 0.3);
    }

    private float[] draw(long seed) {
        return digits.draw(COUNT, new SplittableRandom(seed));
    }
}
