package dev.sotto.streams.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class StreamTableTest {

    private int forgotten;
    private final StreamTable<Object> table = new StreamTable<>(2, id -> new Object(), state -> forgotten++);

    @Test
    void shouldForgetTheStreamThatWasSilentForLongest() {
        Object a = table.get("a", 0);
        Object b = table.get("b", 0);
        assertSame(a, table.get("a", 0));
        table.get("c", 0);

        assertEquals(2, table.size());
        assertEquals(1, forgotten);
        assertSame(a, table.get("a", 0));
        assertNotSame(b, table.get("b", 0));
    }
}
