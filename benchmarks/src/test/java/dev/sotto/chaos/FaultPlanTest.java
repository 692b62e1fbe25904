package dev.sotto.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.chaos.FaultPlan.Planned;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final List<Role> ALL = List.of(Role.values());
    private static final List<FaultKind> KILLS = List.of(FaultKind.KILL);
    private static final List<FaultKind> EVERYTHING = List.of(FaultKind.values());

    @Test
    void shouldFollowFromTheSeed() {
        assertEquals(FaultPlan.of(EVERYTHING, ALL, 12, 300, 7), FaultPlan.of(EVERYTHING, ALL, 12, 300, 7));
        assertNotEquals(FaultPlan.of(EVERYTHING, ALL, 12, 300, 7), FaultPlan.of(EVERYTHING, ALL, 12, 300, 8));
    }

    @Test
    void shouldKillEachRoleEquallyOftenWithTimeInBetween() {
        List<Planned> kills = FaultPlan.of(KILLS, ALL, 12, 300, 7).faults();
        Map<Role, Long> counts = kills.stream().collect(Collectors.groupingBy(Planned::role, Collectors.counting()));
        assertEquals(Map.of(Role.ENCODER, 3L, Role.DECODER, 3L, Role.LEADER, 3L, Role.CONTROLLER, 3L), counts);
        double last = 0;
        for (Planned kill : kills) {
            assertTrue(kill.seconds() > last + 5, kill + " after " + last);
            last = kill.seconds();
        }
        assertTrue(last < 295, "the last at " + last);
    }

    @Test
    void shouldKillWhatWasAskedForOnly() {
        List<Planned> kills =
                FaultPlan.of(KILLS, List.of(Role.DECODER), 3, 60, 1).faults();
        assertEquals(3, kills.size());
        assertTrue(kills.stream().allMatch(kill -> kill.role() == Role.DECODER));
    }

    @Test
    void shouldMixFaultsAsOftenAsARoleIsKilled() {
        FaultPlan plan = FaultPlan.of(EVERYTHING, ALL, 12, 600, 7);
        assertEquals(12, plan.count(FaultKind.KILL));
        for (FaultKind kind : List.of(FaultKind.PAUSE, FaultKind.POISON, FaultKind.CLOCK, FaultKind.PARTITIONS)) {
            assertEquals(3, plan.count(kind), kind.label());
        }
        assertEquals(FaultPlan.count(EVERYTHING, ALL.size(), 12), plan.faults().size());
        assertEquals(1, FaultPlan.of(EVERYTHING, ALL, 2, 600, 7).count(FaultKind.CLOCK), "at least once");
        assertTrue(
                plan.faults().subList(0, 12).stream().anyMatch(f -> f.kind() != FaultKind.KILL),
                "not one kind after the other");
        for (Planned fault : plan.faults()) {
            boolean fits = fault.kind() == FaultKind.KILL
                    ? fault.role() != null
                    : fault.kind().roles().isEmpty()
                            ? fault.role() == null
                            : fault.kind().roles().contains(fault.role());
            assertTrue(fits, fault.toString());
        }
    }

    @Test
    void shouldKnowFaultsByName() {
        assertEquals(Set.of(FaultKind.KILL, FaultKind.BROKER_PAUSE), FaultKind.named(List.of("broker-pause", "kill")));
        assertEquals(EnumSet.allOf(FaultKind.class), FaultKind.named(List.of("all")));
    }
}
