package dev.sotto.service.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LatencyMeterTest {

    @Test
    void shouldCountFromTheSampleThatTheDecoderNeeded() {
        LatencyMeter meter = new LatencyMeter(160, 10_000, 10);
        meter.sent(1440);
        long early = System.nanoTime();
        LockSupport.parkNanos(50_000_000);
        long late = System.nanoTime();
        meter.sent(1600);
        // Ends at 1440 in the speech: its frames end at 1600, which went just now.
        meter.received(1440);
        double latency = meter.percentile(50);
        assertTrue(latency < (System.nanoTime() - early) / 1e6 - (late - early) / 1e6 + 5, latency + " ms");
    }

    @Test
    void shouldCountTheLastPacketFromTheEndOfTheStream() {
        LatencyMeter meter = new LatencyMeter(160, 1000, 10);
        meter.sent(1000);
        meter.received(1000);
        assertTrue(meter.percentile(99) >= 0);
    }

    @Test
    void shouldHaveNoLatencyBeforeAnythingCame() {
        assertTrue(Double.isNaN(new LatencyMeter(0, 1, 1).percentile(50)));
    }

    @Test
    void shouldHoldNoMorePacketsThanTheStreamHas() {
        LatencyMeter meter = new LatencyMeter(0, 1, 1);
        meter.sent(1);
        meter.received(1);
        double first = meter.percentile(100);
        meter.received(1);
        assertEquals(first, meter.percentile(100));
    }
}
