package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private long nanos = 5;
    private final List<String> log = new ArrayList<>();
    private final DeadLetters deadLetters = new DeadLetters(() -> nanos, log::add);

    @Test
    void shouldSayOnceAMinuteHowManyWentAsideAndWhereTheLastIs() {
        deadLetters.aside("offset 1");
        deadLetters.aside("offset 2");
        deadLetters.aside("offset 3");
        assertEquals(1, log.size());
        assertTrue(log.get(0).startsWith("1 record could") && log.get(0).endsWith("the last: offset 1"), log.get(0));

        nanos += Duration.ofSeconds(59).toNanos();
        deadLetters.report();
        assertEquals(1, log.size());
        nanos += Duration.ofSeconds(1).toNanos();
        deadLetters.report();
        assertTrue(log.get(1).startsWith("2 records") && log.get(1).endsWith("the last: offset 3"), log.get(1));

        nanos += Duration.ofMinutes(5).toNanos();
        deadLetters.report();
        assertEquals(2, log.size(), "nothing to say");
        assertEquals(3, deadLetters.count());
    }

    @Test
    void shouldSayWhatIsLost() {
        deadLetters.refused("too large");
        assertTrue(log.get(0).contains("1 dead letter was refused, and lost"), log.get(0));
        assertEquals(1, deadLetters.refused());
    }
}
