package dev.sotto.corpus.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UniqueNamesTest {

    @Test
    void shouldTellNamesApartThatWouldBeOneFile() {
        UniqueNames names = new UniqueNames();
        assertEquals(
                List.of("a", "A-2", "a-3", "b", "a-2-2", "a-4"),
                Stream.of("a", "A", "a", "b", "a-2", "a").map(names::next).toList());
    }

    /** Whoever tries all numbers for each of these names looks five thousand million times, and does not end. */
    @Test
    void shouldNotTryTheNumbersThatItHasGiven() {
        UniqueNames names = new UniqueNames();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            given.add(names.next("row"));
        }
        assertEquals(100_000, given.size());
        assertEquals("row-100001", names.next("row"));
    }
}
