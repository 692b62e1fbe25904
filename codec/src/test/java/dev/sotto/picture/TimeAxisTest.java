package dev.sotto.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeAxisTest {

    @Test
    void shouldStepByOneTwoOrFive() {
        assertEquals(0.5, TimeAxis.niceStep(3.2, 14), 1e-12);
        assertEquals(1, TimeAxis.niceStep(10, 14), 1e-12);
        assertEquals(2, TimeAxis.niceStep(8, 6), 1e-12);
        assertEquals(500, TimeAxis.niceStep(3600, 14), 1e-9);
        assertEquals(0.001, TimeAxis.niceStep(0.01, 14), 1e-12);
    }

    @Test
    void shouldWriteNoMoreDecimalsThanTheStepNeeds() {
        assertEquals("1.5", TimeAxis.number(1.5, 0.5));
        assertEquals("0.02", TimeAxis.number(0.02, 0.01));
        assertEquals("8", TimeAxis.number(8, 2));
        assertEquals("600", TimeAxis.number(600, 50));
        assertEquals("3", TimeAxis.number(3, 1));
    }
}
