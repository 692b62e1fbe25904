package dev.sotto.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.load.LoadRow.Percentiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayReportTest {

    private static GatewayRow row(int lost, List<Integer> statuses) {
        return new GatewayRow(
                statuses.size(),
                1,
                0,
                100,
                100 - lost,
                lost,
                0,
                GatewayRow.dropped(statuses),
                GatewayRow.closeCodes(statuses),
                new Percentiles(1, 2, 3, 4),
                0,
                1);
    }

    @Test
    void shouldTellWhoWasDroppedAndWhy() {
        GatewayRow row = row(7, List.of(0, 4430, 1006, 4430));
        assertEquals(3, row.dropped());
        assertEquals(Map.of(1006, 1, 4430, 2), row.closeCodes());
        GatewayReport report = GatewayReport.of(3, 8, List.of(row(0, List.of(0)), row));
        assertFalse(report.whole());
        assertTrue(report.summary().contains("1 dropped with status 1006; 2 dropped with status 4430"));
    }

    @Test
    void shouldBeWholeOnlyWithAllClientsAndFrames() {
        assertTrue(GatewayReport.of(3, 8, List.of(row(0, List.of(0, 0)))).whole());
        assertFalse(GatewayReport.of(3, 8, List.of(row(1, List.of(0, 0)))).whole());
        assertFalse(GatewayReport.of(3, 8, List.of(row(0, List.of(0, 1006)))).whole());
    }
}
