package dev.sotto.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {

    @Test
    void shouldStandInColumns() {
        Sheet sheet = new Sheet(List.of("codec", "STOI"), List.of(List.of("a", "0.812"), List.of("Codec2 700C", "-")));

        assertEquals("""
                | codec       |  STOI |
                | ----------- | ----: |
                | a           | 0.812 |
                | Codec2 700C |     - |
                """, sheet.markdown());
    }
}
