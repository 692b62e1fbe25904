package dev.sotto.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is to happen and when: the same for the same seed.
 *
 * @param faults in the order of time
 */
record FaultPlan(List<Planned> faults) {

    /** Before the first fault the processes speak in, after the last the speech goes on. */
    private static final double CALM_SECONDS = 6;

    /** The part of a fault's time in which it may come; the rest is for what was hit to come back. */
    private static final double RANDOM_PART = 0.4;

    /**
     * @param role null where it befalls no process
     * @param seconds after the calls began
     * @param pick which of several that it could be
     */
    record Planned(FaultKind kind, Role role, double seconds, int pick) {}

    /** How often each fault but kills comes: as often as a process of one role is killed. */
    static int times(int kills, int roles) {
        return Math.max(1, kills / Math.max(1, roles));
    }

    /** How many there are in all. */
    static int count(Collection<FaultKind> kinds, int roles, int kills) {
        boolean hasKills = kinds.contains(FaultKind.KILL);
        return (hasKills ? kills : 0) + (kinds.size() - (hasKills ? 1 : 0)) * times(kills, roles);
    }

    /** Roles equally often, as far as the number allows, all in a random order. */
    static FaultPlan of(Collection<FaultKind> kinds, List<Role> killed, int kills, double seconds, long seed) {
        Random random = new Random(seed);
        List<FaultKind> order = new ArrayList<>();
        for (FaultKind kind : kinds) {
            int count = kind == FaultKind.KILL ? kills : times(kills, killed.size());
            order.addAll(Collections.nCopies(count, kind));
        }
        if (kinds.size() > 1) {
            Collections.shuffle(order, random);
        }
        Map<FaultKind, List<Role>> decks = new EnumMap<>(FaultKind.class);
        List<Planned> faults = new ArrayList<>();
        double each = Math.max(0, seconds - 2 * CALM_SECONDS) / Math.max(1, order.size());
        for (FaultKind kind : order) {
            List<Role> deck = decks.computeIfAbsent(kind, k -> new ArrayList<>());
            if (deck.isEmpty()) {
                deck.addAll(kind == FaultKind.KILL ? killed : kind.roles());
                Collections.shuffle(deck, random);
            }
            double at = CALM_SECONDS + each * (faults.size() + RANDOM_PART * random.nextDouble());
            Role role = deck.isEmpty() ? null : deck.remove(0);
            faults.add(new Planned(kind, role, at, random.nextInt(1 << 16)));
        }
        return new FaultPlan(List.copyOf(faults));
    }

    /** How many of that kind. */
    int count(FaultKind kind) {
        return (int) faults.stream().filter(fault -> fault.kind() == kind).count();
    }
}
