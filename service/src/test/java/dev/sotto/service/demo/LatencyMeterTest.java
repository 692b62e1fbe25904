package dev.sotto.service.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LatencyMeterTest {

    /** Goes on when told to. */
    private long nanos = 7;

    private LatencyMeter meter(int delay, int length, int maxPackets) {
        return new LatencyMeter(() -> nanos, delay, length, maxPackets);
    }

    private void pass(double ms) {
        nanos += (long) (ms * 1e6);
    }

    @Test
    void shouldCountFromTheSampleThatTheDecoderNeeded() {
        LatencyMeter meter = meter(160, 10_000, 10);
        meter.sent(1440);
        pass(50);
        meter.sent(1600);
        pass(3);
        // Ends at 1440 in the speech: its frames end at 1600, which went just now.
        meter.received(1440);
        assertEquals(3, meter.percentile(50));
    }

    @Test
    void shouldCountTheLastPacketFromTheEndOfTheStream() {
        LatencyMeter meter = meter(160, 1000, 10);
        meter.sent(1000);
        pass(4);
        meter.received(1000);
        assertEquals(4, meter.percentile(99));
    }

    @Test
    void shouldGiveTheSmallestLatencyThatSoManyPacketsDoNotExceed() {
        LatencyMeter meter = meter(0, 1000, 100);
        for (int i = 1; i <= 100; i++) {
            meter.sent(i);
            pass(i);
            meter.received(i);
        }
        assertEquals(50, meter.percentile(50));
        assertEquals(95, meter.percentile(95));
        assertEquals(100, meter.percentile(100));
    }

    @Test
    void shouldHaveNoLatencyBeforeAnythingCame() {
        assertTrue(Double.isNaN(meter(0, 1, 1).percentile(50)));
    }

    @Test
    void shouldHoldNoMorePacketsThanTheStreamHas() {
        LatencyMeter meter = meter(0, 1, 1);
        meter.sent(1);
        pass(2);
        meter.received(1);
        pass(9);
        meter.received(1);
        assertEquals(2, meter.percentile(100));
    }
}
