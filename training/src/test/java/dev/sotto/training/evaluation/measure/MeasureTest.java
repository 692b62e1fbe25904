package dev.sotto.training.evaluation.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeasureTest {

    @Test
    void shouldShowSharesInHundredths() {
        assertEquals("12.3", Measure.VOICING_ERROR.text(0.123));
        assertEquals("0.874", Measure.STOI.text(0.8741));
        assertEquals("-6.0", Measure.OCTAVE_2000.text(-6.01));
    }

    @Test
    void shouldHaveNamesOfItsOwn() {
        assertEquals(
                Measure.values().length,
                Arrays.stream(Measure.values())
                        .map(Measure::toString)
                        .distinct()
                        .count());
        assertEquals(
                Measure.values().length,
                Arrays.stream(Measure.values()).map(Measure::heading).distinct().count());
    }

    @Test
    void shouldHaveTheSevenOctavesInOrder() {
        assertEquals(7, Measure.OCTAVES.size());
        assertEquals("octave125", Measure.OCTAVES.get(0).toString());
        assertEquals("octave8000", Measure.OCTAVES.get(6).toString());
    }
}
