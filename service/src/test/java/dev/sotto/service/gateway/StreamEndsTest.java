package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StreamEndsTest {

    private static final long PATIENCE = StreamEnds.PATIENCE.toNanos();

    private final StreamEnds ends = new StreamEnds();

    @Test
    void shouldLetAnEndWaitForTheLastPacket() {
        ends.packet("a", false);
        assertFalse(ends.end("a", 640, 0));
        assertEquals(OptionalLong.empty(), ends.packet("a", false));
        assertEquals(OptionalLong.of(640), ends.packet("a", true));
        assertEquals(List.of(), ends.overdue(PATIENCE));
    }

    @Test
    void shouldTellAnEndAtOnceAfterTheLastPacket() {
        assertEquals(OptionalLong.empty(), ends.packet("a", true));
        assertFalse(ends.end("b", 320, 0));
        assertTrue(ends.end("a", 640, 0));
        // Once only: the next stream of that name has a last packet of its own.
        assertFalse(ends.end("a", 640, 0));
    }

    @Test
    void shouldForgetALastPacketWhoseStreamBeganAgain() {
        ends.packet("a", true);
        ends.packet("a", false);
        assertFalse(ends.end("a", 640, 0));
    }

    @Test
    void shouldNotWaitForEverForAStreamThatWasGivenUp() {
        ends.end("a", 640, 0);
        ends.end("b", 320, 1);
        assertEquals(List.of(), ends.overdue(PATIENCE - 1));
        assertEquals(List.of(new StreamEnds.End("a", 640, 0)), ends.overdue(PATIENCE));
        assertEquals(List.of(new StreamEnds.End("b", 320, 1)), ends.overdue(2 * PATIENCE));
    }
}
