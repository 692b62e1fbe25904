package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.chaos.KillPlan.Kind;
import dev.sotto.chaos.KillPlan.Planned;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillPlanTest {

    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void shouldFollowFromTheSeed() {
        assertEquals(KillPlan.of(ALL, 12, 300, 7), KillPlan.of(ALL, 12, 300, 7));
        assertNotEquals(KillPlan.of(ALL, 12, 300, 7), KillPlan.of(ALL, 12, 300, 8));
    }

    @Test
    void shouldKillEachKindEquallyOftenWithTimeInBetween() {
        List<Planned> kills = KillPlan.of(ALL, 12, 300, 7).kills();
        Map<Kind, Long> counts = kills.stream().collect(Collectors.groupingBy(Planned::kind, Collectors.counting()));
        assertEquals(Map.of(Kind.ENCODER, 3L, Kind.DECODER, 3L, Kind.LEADER, 3L, Kind.CONTROLLER, 3L), counts);
        double last = 0;
        for (Planned kill : kills) {
            assertTrue(kill.seconds() > last + 5, kill + " after " + last);
            last = kill.seconds();
        }
        assertTrue(last < 295, "the last at " + last);
    }

    @Test
    void shouldKillWhatWasAskedForOnly() {
        List<Planned> kills = KillPlan.of(List.of(Kind.DECODER), 3, 60, 1).kills();
        assertTrue(kills.stream().allMatch(kill -> kill.kind() == Kind.DECODER));
    }
}
