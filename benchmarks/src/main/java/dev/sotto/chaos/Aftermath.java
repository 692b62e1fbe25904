package dev.sotto.chaos;

import dev.sotto.chaos.CallCheck.Silence;
import java.util.ArrayList;
import java.util.List;

/**
 * Which silence followed which fault: a silence belongs to the last one before its end.
 *
 * @param before the longest before the first, in ms
 * @param all one for each fault
 */
record Aftermath(long before, List<After> all) {

    /**
     * The longest silences after a fault, in ms; 0 if there were none.
     *
     * @param moved of calls that were on what it hit
     * @param others of the other calls
     * @param movedAtReturn as {@code moved}, of silences that began after all was back
     */
    record After(Incident incident, long moved, long others, long movedAtReturn, long othersAtReturn) {

        long longestMoved() {
            return Math.max(moved, movedAtReturn);
        }

        long longestOthers() {
            return Math.max(others, othersAtReturn);
        }
    }

    /** @param silences of each call */
    static Aftermath of(List<Incident> incidents, List<List<Silence>> silences) {
        List<After> after = new ArrayList<>();
        for (int k = 0; k < incidents.size(); k++) {
            long next = k + 1 < incidents.size() ? incidents.get(k + 1).at() : Long.MAX_VALUE;
            after.add(after(incidents.get(k), next, silences));
        }
        long first = incidents.isEmpty() ? Long.MAX_VALUE : incidents.get(0).at();
        long before = silences.stream()
                .flatMap(List::stream)
                .filter(silence -> silence.to() <= first)
                .mapToLong(Silence::millis)
                .max()
                .orElse(0);
        return new Aftermath(before, after);
    }

    private static After after(Incident incident, long next, List<List<Silence>> silences) {
        long[] longest = new long[4];
        for (int call = 0; call < silences.size(); call++) {
            for (Silence silence : silences.get(call)) {
                if (silence.to() > incident.at() && silence.to() <= next) {
                    int which = (incident.moved().contains(call) ? 0 : 1) + (silence.from() > incident.over() ? 2 : 0);
                    longest[which] = Math.max(longest[which], silence.millis());
                }
            }
        }
        return new After(incident, longest[0], longest[1], longest[2], longest[3]);
    }
}
