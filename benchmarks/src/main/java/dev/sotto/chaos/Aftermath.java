package dev.sotto.chaos;

import dev.sotto.chaos.CallCheck.Silence;
import dev.sotto.chaos.Killing.Kill;
import java.util.ArrayList;
import java.util.List;

/**
 * Which silence followed which kill: a silence belongs to the last kill before its end.
 *
 * @param before the longest before the first kill, in ms
 * @param kills one for each
 */
record Aftermath(long before, List<AfterKill> kills) {

    /**
     * The longest silences after a kill, in ms; 0 if there were none.
     *
     * @param moved of calls that were on what was killed
     * @param others of the other calls
     * @param movedAtReturn as {@code moved}, of silences that began after what was killed had been started again
     */
    record AfterKill(Kill kill, long moved, long others, long movedAtReturn, long othersAtReturn) {

        long longestMoved() {
            return Math.max(moved, movedAtReturn);
        }

        long longestOthers() {
            return Math.max(others, othersAtReturn);
        }
    }

    /** @param silences of each call */
    static Aftermath of(List<Kill> kills, List<List<Silence>> silences) {
        List<AfterKill> after = new ArrayList<>();
        for (int k = 0; k < kills.size(); k++) {
            long next = k + 1 < kills.size() ? kills.get(k + 1).at() : Long.MAX_VALUE;
            after.add(after(kills.get(k), next, silences));
        }
        long first = kills.isEmpty() ? Long.MAX_VALUE : kills.get(0).at();
        long before = silences.stream()
                .flatMap(List::stream)
                .filter(silence -> silence.to() <= first)
                .mapToLong(Silence::millis)
                .max()
                .orElse(0);
        return new Aftermath(before, after);
    }

    private static AfterKill after(Kill kill, long next, List<List<Silence>> silences) {
        long[] longest = new long[4];
        for (int call = 0; call < silences.size(); call++) {
            for (Silence silence : silences.get(call)) {
                if (silence.to() > kill.at() && silence.to() <= next) {
                    int which = (kill.moved().contains(call) ? 0 : 1) + (silence.from() > kill.restarted() ? 2 : 0);
                    longest[which] = Math.max(longest[which], silence.millis());
                }
            }
        }
        return new AfterKill(kill, longest[0], longest[1], longest[2], longest[3]);
    }
}
