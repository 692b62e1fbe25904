package dev.sotto.training.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CodeColoursTest {

    @Test
    void shouldGiveLikeCodesLikeColours() {
        // Two clusters: one about (0, 0, 0), one about (10, 10, 0).
        float[] vectors = {0, 0, 0, 10, 10, 0, 0.1f, 0, 0.1f, 10.1f, 10, 0.1f, 0, 0.1f, 0, 10, 10.1f, 0.2f};
        CodeColours colours = CodeColours.of(vectors, 3);

        // The first direction is the lowest byte: blue.
        for (int first = 0; first < 6; first += 2) {
            for (int other = 1; other < 6; other += 2) {
                int difference = (colours.rgb(first) & 0xff) - (colours.rgb(other) & 0xff);
                assertTrue(Math.abs(difference) >= 40, "blue of " + first + " and " + other);
                assertEquals(Math.signum((colours.rgb(0) & 0xff) - (colours.rgb(1) & 0xff)), Math.signum(difference));
            }
        }
    }

    @Test
    void shouldColourACodebookOfZeros() {
        CodeColours colours = CodeColours.of(new float[4 * 2], 2);
        assertTrue(colours.rgb(3) >= 0 && colours.rgb(3) <= 0xffffff);
    }
}
