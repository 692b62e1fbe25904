package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Brokers that stand still. */
class UplinkTest {

    private static final int SAMPLES = 320;

    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final List<Long> arrived = Collections.synchronizedList(new ArrayList<>());
    private final Counter lost = new SimpleMeterRegistry().counter("lost");

    /** Takes nothing until {@link #goesOn}, as a producer whose own buffer is full. */
    private Uplink stalled() {
        return new Uplink(
                (id, pcm, position, codebooks, done) -> {
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    arrived.add(position);
                    done.accept(null);
                },
                () -> {},
                lost);
    }

    /** As much as 20 callers say in 30 s; were one of them to wait, the test would not end. */
    @Test
    @Timeout(60)
    void shouldLetNobodyWaitForBrokersAndLoseNothing() {
        int pieces = 20 * 30 * 50;
        try (Uplink uplink = stalled()) {
            byte[] piece = new byte[SAMPLES * Pcm16.BYTES];
            for (int i = 0; i < pieces; i++) {
                uplink.send("room/caller", piece, i, 0);
            }
            assertEquals(0, arrived.size());
            goesOn.countDown();
        }
        assertEquals(pieces, arrived.size());
        assertInOrder();
        assertEquals(0, lost.count());
    }

    @Test
    @Timeout(60)
    void shouldLoseAndCountWhatThereIsNoRoomFor() {
        int pieceBytes = 1 << 16;
        int many = (int) (2 * Uplink.MAX_WAITING / pieceBytes);
        try (Uplink uplink = stalled()) {
            byte[] piece = new byte[pieceBytes];
            IntStream.range(0, many).forEach(i -> uplink.send("room/caller", piece, i, 0));
            goesOn.countDown();
        }
        assertEquals(many, arrived.size() + (int) lost.count());
        assertTrue(arrived.size() >= many / 2 - 2 && lost.count() > 0, arrived.size() + " of " + many + " arrived");
        assertInOrder();
    }

    private void assertInOrder() {
        List<Long> order = LongStream.range(0, arrived.size()).boxed().toList();
        assertTrue(order.equals(arrived), "out of order, or a gap before the end");
    }

    @Test
    void shouldCountWhatTheBrokersRefuse() {
        Uplink uplink = new Uplink(
                (id, pcm, position, codebooks, done) ->
                        done.accept(position == 1 ? new IllegalStateException("no") : null),
                () -> {},
                lost);
        try (uplink) {
            uplink.send("room/caller", new byte[2], 0, 0);
            uplink.send("room/caller", new byte[2], 1, 0);
        }
        assertEquals(1, lost.count());
    }
}
