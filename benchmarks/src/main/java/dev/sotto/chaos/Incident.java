package dev.sotto.chaos;

import java.util.Set;

/**
 * A fault that has happened.
 *
 * @param role of the process that it befell; null where it befell none
 * @param victim what it befell, for people
 * @param moved calls that were on it, by number
 * @param at {@link System#nanoTime}
 * @param over when all was back: started again, continued, written
 */
record Incident(FaultKind kind, Role role, String victim, Set<Integer> moved, long at, long over) {

    boolean isKill() {
        return kind == FaultKind.KILL;
    }
}
