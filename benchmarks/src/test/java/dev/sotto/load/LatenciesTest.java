package dev.sotto.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void shouldMeasureFromTheLastSampleThatADecodedPieceNeeds() {
        Latencies latencies = new Latencies(List.of(1_000), 320, 160);
        latencies.begin();
        latencies.sent(0, 320);
        latencies.sent(0, 640);
        long now = System.nanoTime();
        // Needs samples up to 640.
        latencies.received(0, 480, now + 5_000_000);
        assertEquals(1, latencies.count());
        assertTrue(latencies.percentile(50) >= 5 && latencies.percentile(50) < 1_000);
        latencies.sent(0, 960);
        latencies.sent(0, 1_000);
        latencies.received(0, 1_000, System.nanoTime() + 20_000_000);
        assertEquals(2, latencies.count());
        assertTrue(latencies.percentile(99) >= 20);
    }

    @Test
    void shouldNotCountWhatWasSentBefore() {
        Latencies latencies = new Latencies(List.of(640, 640), 320, 160);
        latencies.sent(1, 320);
        latencies.begin();
        latencies.received(1, 160, System.nanoTime());
        assertEquals(0, latencies.count());
        assertTrue(Double.isNaN(latencies.percentile(50)));
    }
}
