package dev.sotto.chaos;

import dev.sotto.chaos.CallCheck.Silence;
import dev.sotto.chaos.Ordeal.Ended;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What faults of one kind cost; the names are those of the JSON. Whatever happens is put down to the last fault before.
 *
 * @param count how often
 * @param frames spoken from then on, up to the next fault
 * @param endedProcesses that ended by themselves
 */
record FaultToll(
        int count,
        long frames,
        long lostFrames,
        long changedTokens,
        long changedSamples,
        long longestSilenceMs,
        int endedProcesses) {

    /** A frame that was spoken so shortly before a fault is on its way then. */
    private static final long ON_ITS_WAY_NANOS = 1_000_000_000;

    private FaultToll plus(FaultToll more) {
        return new FaultToll(
                count + more.count,
                frames + more.frames,
                lostFrames + more.lostFrames,
                changedTokens + more.changedTokens,
                changedSamples + more.changedSamples,
                Math.max(longestSilenceMs, more.longestSilenceMs),
                endedProcesses + more.endedProcesses);
    }

    /** By name, of the kinds that happened. */
    static Map<String, FaultToll> of(List<Incident> incidents, List<CallCheck> checks, List<Ended> ended) {
        Sums sums = new Sums(incidents);
        for (CallCheck check : checks) {
            check.frames((spoken, lost) ->
                    sums.add(spoken + ON_ITS_WAY_NANOS, new FaultToll(0, 1, lost ? 1 : 0, 0, 0, 0, 0)));
            check.changes().forEach(c -> sums.add(c.nanos(), new FaultToll(0, 0, 0, c.tokens(), c.samples(), 0, 0)));
            for (Silence silence : check.silences()) {
                sums.add(silence.to(), new FaultToll(0, 0, 0, 0, 0, silence.millis(), 0));
            }
        }
        ended.forEach(process -> sums.add(process.noticed(), new FaultToll(0, 0, 0, 0, 0, 0, 1)));
        return sums.byName();
    }

    private static final class Sums {

        private final List<Incident> incidents;
        private final List<FaultToll> tolls = new ArrayList<>();

        Sums(List<Incident> incidents) {
            this.incidents = incidents;
            incidents.forEach(incident -> tolls.add(new FaultToll(1, 0, 0, 0, 0, 0, 0)));
        }

        void add(long nanos, FaultToll toll) {
            int last = incidents.size() - 1;
            while (last >= 0 && incidents.get(last).at() > nanos) {
                last--;
            }
            if (last >= 0) {
                tolls.set(last, tolls.get(last).plus(toll));
            }
        }

        Map<String, FaultToll> byName() {
            Map<FaultKind, FaultToll> byKind = new EnumMap<>(FaultKind.class);
            for (int i = 0; i < tolls.size(); i++) {
                byKind.merge(incidents.get(i).kind(), tolls.get(i), FaultToll::plus);
            }
            Map<String, FaultToll> byName = new LinkedHashMap<>();
            byKind.forEach((kind, toll) -> byName.put(kind.label(), toll));
            return byName;
        }
    }
}
