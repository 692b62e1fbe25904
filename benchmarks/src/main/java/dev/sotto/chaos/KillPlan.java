package dev.sotto.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What is to be killed and when: the same for the same seed.
 *
 * @param kills in the order of time
 */
record KillPlan(List<Planned> kills) {

    /** Before the first kill the processes speak in, after the last the speech goes on. */
    private static final double CALM_SECONDS = 6;

    /** The part of a kill's time in which it may come; the rest is for what was killed to come back. */
    private static final double RANDOM_PART = 0.4;

    /** What is killed. */
    enum Kind {
        ENCODER,
        DECODER,
        /** A broker that leads a partition with a call on it, and is not the active controller if that can be. */
        LEADER,
        CONTROLLER;

        boolean isBroker() {
            return this == LEADER || this == CONTROLLER;
        }

        String label() {
            return switch (this) {
                case ENCODER -> "encoder";
                case DECODER -> "decoder";
                case LEADER -> "partition leader";
                case CONTROLLER -> "active controller";
            };
        }
    }

    /**
     * @param seconds after the calls began
     * @param pick which of several that it could be
     */
    record Planned(Kind kind, double seconds, int pick) {}

    /** The kinds equally often, as far as the number allows, in a random order. */
    static KillPlan of(List<Kind> among, int count, double seconds, long seed) {
        Random random = new Random(seed);
        List<Planned> kills = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        double each = Math.max(0, seconds - 2 * CALM_SECONDS) / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            if (kinds.isEmpty()) {
                kinds.addAll(among);
                Collections.shuffle(kinds, random);
            }
            double at = CALM_SECONDS + each * (i + RANDOM_PART * random.nextDouble());
            kills.add(new Planned(kinds.remove(0), at, random.nextInt(1 << 16)));
        }
        return new KillPlan(List.copyOf(kills));
    }
}
