package dev.sotto.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpeechParametersTest {

    private static final int OFFSET = 5;

    private static float[] rows(float value) {
        float[] rows = new float[OFFSET + SpeechParameters.WIDTH];
        Arrays.fill(rows, value);
        return rows;
    }

    @Test
    void shouldReadWhatItWrote() {
        float[] nepers = new float[MelPoints.COUNT];
        for (int i = 0; i < nepers.length; i++) {
            nepers[i] = -i * 0.1f;
        }
        float[] rows = rows(0);
        SpeechParameters.put(nepers, 0, 123.4f, -17, rows, OFFSET);
        for (int i = 0; i < nepers.length; i++) {
            assertEquals(nepers[i], SpeechParameters.envelope(rows, OFFSET, i), 1e-5);
        }
        assertEquals(123.4, SpeechParameters.pitch(rows, OFFSET), 1e-3);
        assertEquals(-17, SpeechParameters.aperiodicity(rows, OFFSET), 1e-4);
        assertTrue(SpeechParameters.voiced(rows, OFFSET));
        SpeechParameters.put(nepers, 0, 0, -17, rows, OFFSET);
        assertFalse(SpeechParameters.voiced(rows, OFFSET));
    }

    @Test
    void shouldHaveTheUnitsOfTheNetwork() {
        float[] rows = rows(1);
        assertEquals(-3, SpeechParameters.envelope(rows, OFFSET, 47), 1e-6);
        assertEquals(128 * Math.sqrt(2), SpeechParameters.pitch(rows, OFFSET), 1e-3);
        assertEquals(-10, SpeechParameters.aperiodicity(rows, OFFSET), 1e-5);
    }

    @Test
    void shouldKeepWithinBoundsWhatever() {
        for (float value : new float[] {
            Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -Float.MAX_VALUE, 1e6f, -1e6f
        }) {
            float[] rows = rows(value);
            float envelope = SpeechParameters.envelope(rows, OFFSET, 0);
            assertTrue(envelope >= SpeechParameters.QUIETEST && envelope <= SpeechParameters.LOUDEST, "envelope");
            float pitch = SpeechParameters.pitch(rows, OFFSET);
            assertTrue(pitch >= SpeechParameters.LOWEST_PITCH && pitch <= SpeechParameters.HIGHEST_PITCH, "pitch");
            float aperiodicity = SpeechParameters.aperiodicity(rows, OFFSET);
            assertTrue(aperiodicity >= -60 && aperiodicity <= 0, "aperiodicity");
        }
        assertFalse(SpeechParameters.voiced(rows(Float.NaN), OFFSET));
    }

    @Test
    void shouldPlacePointsEquallyFarApartInMel() {
        assertEquals(40, MelPoints.hertz(0), 1e-9);
        assertEquals(8000, MelPoints.hertz(MelPoints.COUNT - 1), 1e-6);
        assertEquals(20.4, MelPoints.place(MelPoints.hertz(20) * 0.6 + MelPoints.hertz(21) * 0.4), 0.01);
        assertEquals(0, MelPoints.place(0));
        assertEquals(47, MelPoints.place(9000));
    }
}
