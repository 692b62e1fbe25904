package dev.sotto.streams.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class StreamTableTest {

    private int forgotten;
    private final StreamTable<Object> table = new StreamTable<>(2, id -> new Object(), () -> forgotten++);

    @Test
    void shouldForgetTheStreamThatWasSilentForLongest() {
        Object a = table.get("a");
        Object b = table.get("b");
        assertSame(a, table.get("a"));
        table.get("c");

        assertEquals(2, table.size());
        assertEquals(1, forgotten);
        assertSame(a, table.get("a"));
        assertNotSame(b, table.get("b"));
    }
}
