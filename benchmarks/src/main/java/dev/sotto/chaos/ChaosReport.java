package dev.sotto.chaos;

import dev.sotto.chaos.Aftermath.After;
import dev.sotto.chaos.Ordeal.Ended;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What {@code sotto chaos --json} prints; the names are those of the JSON.
 *
 * @param kills carried out
 * @param frames spoken, of all calls
 * @param lostFrames of which the tokens or a sample never came
 * @param changedTokens that are not those of the codec alone
 * @param changedSamples of decoded speech that are not those of the codec alone
 * @param repeatedFramesDropped that came again on a topic, the same, and were dropped by whoever read it
 * @param longestSilenceMs of a call that was on what was killed, at any kill
 * @param longestSilenceOthersMs of the other calls, at kills of encoders and decoders
 * @param silenceMs by kind of kill
 * @param undisturbedSilenceMs the longest before the first kill
 * @param deadLetters records that an application could not use, poison left out
 * @param poison records that are there for nobody to be used
 * @param poisonAside of them those that lie among the dead letters
 * @param endedProcesses that ended by themselves
 * @param faults by name, what they cost
 */
record ChaosReport(
        double minutes,
        int calls,
        long seed,
        int kills,
        long frames,
        long lostFrames,
        long changedTokens,
        long changedSamples,
        long repeatedFramesDropped,
        long longestSilenceMs,
        long longestSilenceOthersMs,
        Map<String, Silences> silenceMs,
        long undisturbedSilenceMs,
        long deadLetters,
        int poison,
        int poisonAside,
        int endedProcesses,
        Map<String, FaultToll> faults,
        List<Victim> victims) {

    /**
     * The longest after kills of one kind, in ms.
     *
     * @param moved of calls that were on what was killed
     * @param others of the rest
     * @param atReturn of any call, of silences that began after what was killed had been started again
     */
    record Silences(int kills, long moved, long others, long atReturn) {

        static Silences of(List<After> kills) {
            return new Silences(
                    kills.size(),
                    longest(kills, After::longestMoved),
                    longest(kills, After::longestOthers),
                    longest(kills, k -> Math.max(k.movedAtReturn(), k.othersAtReturn())));
        }
    }

    /** One kill. */
    record Victim(
            double second, String kind, String process, int callsOnIt, long movedMs, long othersMs, long returnMs) {

        static Victim of(After after, long start) {
            return new Victim(
                    Math.round((after.incident().at() - start) / 1e8) / 10.0,
                    after.incident().role().label(),
                    after.incident().victim(),
                    after.incident().moved().size(),
                    after.longestMoved(),
                    after.longestOthers(),
                    Math.max(after.movedAtReturn(), after.othersAtReturn()));
        }
    }

    /** @param start of the calls, {@link System#nanoTime} */
    static ChaosReport of(
            double minutes,
            int calls,
            long seed,
            List<CallCheck> checks,
            Aftermath aftermath,
            long start,
            SetAside aside,
            List<Ended> ended) {
        List<After> kills = aftermath.all().stream()
                .filter(after -> after.incident().isKill())
                .toList();
        List<Incident> incidents = aftermath.all().stream().map(After::incident).toList();
        Map<String, Silences> byRole = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            List<After> ofRole =
                    kills.stream().filter(k -> k.incident().role() == role).toList();
            if (!ofRole.isEmpty()) {
                byRole.put(role.label(), Silences.of(ofRole));
            }
        }
        List<After> applications =
                kills.stream().filter(k -> !k.incident().role().isBroker()).toList();
        return new ChaosReport(
                minutes,
                calls,
                seed,
                kills.size(),
                sum(checks, CallCheck::frames),
                sum(checks, CallCheck::lostFrames),
                sum(checks, CallCheck::changedTokens),
                sum(checks, CallCheck::changedSamples),
                sum(checks, CallCheck::repeatedFrames),
                longest(kills, After::longestMoved),
                longest(applications, After::longestOthers),
                byRole,
                aftermath.before(),
                aside.others(),
                aside.poison(),
                aside.poisonFound(),
                ended.size(),
                FaultToll.of(incidents, checks, ended),
                kills.stream().map(k -> Victim.of(k, start)).toList());
    }

    private static long sum(List<CallCheck> checks, ToLongFunction<CallCheck> value) {
        return checks.stream().mapToLong(value).sum();
    }

    private static long longest(List<After> kills, ToLongFunction<After> value) {
        return kills.stream().mapToLong(value).max().orElse(0);
    }

    /** Whether all that was spoken was heard, as it should be, and poison harmed nobody. */
    boolean isWhole() {
        return lostFrames == 0
                && changedTokens == 0
                && changedSamples == 0
                && deadLetters == 0
                && poisonAside == poison
                && endedProcesses == 0;
    }

    /** For people. */
    String summary() {
        List<String> lines = new ArrayList<>();
        if (kills > 0) {
            lines.add(row("killed", "kills", "moved ms", "others ms", "return ms"));
            silenceMs.forEach((role, s) -> lines.add(row(role, s.kills, s.moved, s.others, s.atReturn)));
            lines.add("");
        }
        lines.add(row("fault", "count", "frames", "lost", "tokens", "samples", "silence ms", "ended"));
        faults.forEach((name, f) -> lines.add(row(
                name,
                f.count(),
                f.frames(),
                f.lostFrames(),
                f.changedTokens(),
                f.changedSamples(),
                f.longestSilenceMs(),
                f.endedProcesses())));
        lines.add("");
        lines.add(String.format("%-24s %d calls of %.1f minutes, seed %d", "speech", calls, minutes, seed));
        row(lines, "frames", frames);
        row(lines, "lost frames", lostFrames);
        row(lines, "changed tokens", changedTokens);
        row(lines, "changed samples", changedSamples);
        row(lines, "repeated, dropped", repeatedFramesDropped);
        row(lines, "dead letters", deadLetters);
        row(lines, "poison, set aside", poisonAside);
        row(lines, "poison, not set aside", poison - poisonAside);
        row(lines, "processes that ended", endedProcesses);
        row(lines, "longest silence ms", longestSilenceMs);
        row(lines, "others, applications ms", longestSilenceOthersMs);
        row(lines, "undisturbed ms", undisturbedSilenceMs);
        return String.join(System.lineSeparator(), lines);
    }

    private static String row(String name, Object... cells) {
        StringBuilder row = new StringBuilder(String.format("%-24s", name));
        for (Object cell : cells) {
            row.append(String.format(" %10s", cell));
        }
        return row.toString();
    }

    private static void row(List<String> lines, String name, long value) {
        lines.add(String.format("%-24s %d", name, value));
    }
}
