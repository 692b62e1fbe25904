package dev.sotto.chaos;

import dev.sotto.chaos.Aftermath.AfterKill;
import dev.sotto.chaos.KillPlan.Kind;
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
 * @param deadLetters records that an application could not use
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
        List<Victim> victims) {

    /**
     * The longest after kills of one kind, in ms.
     *
     * @param moved of calls that were on what was killed
     * @param others of the rest
     * @param atReturn of any call, of silences that began after what was killed had been started again
     */
    record Silences(int kills, long moved, long others, long atReturn) {

        static Silences of(List<AfterKill> kills) {
            return new Silences(
                    kills.size(),
                    longest(kills, AfterKill::longestMoved),
                    longest(kills, AfterKill::longestOthers),
                    longest(kills, k -> Math.max(k.movedAtReturn(), k.othersAtReturn())));
        }
    }

    /** One kill. */
    record Victim(
            double second, String kind, String process, int callsOnIt, long movedMs, long othersMs, long returnMs) {

        static Victim of(AfterKill after, long start) {
            return new Victim(
                    Math.round((after.kill().at() - start) / 1e8) / 10.0,
                    after.kill().kind().label(),
                    after.kill().victim(),
                    after.kill().moved().size(),
                    after.longestMoved(),
                    after.longestOthers(),
                    Math.max(after.movedAtReturn(), after.othersAtReturn()));
        }
    }

    /** @param start of the calls, {@link System#nanoTime} */
    static ChaosReport of(
            double minutes, long seed, List<CallCheck> checks, Aftermath aftermath, long start, long deadLetters) {
        List<AfterKill> kills = aftermath.kills();
        Map<String, Silences> byKind = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            List<AfterKill> ofKind =
                    kills.stream().filter(k -> k.kill().kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                byKind.put(kind.label(), Silences.of(ofKind));
            }
        }
        List<AfterKill> applications =
                kills.stream().filter(k -> !k.kill().kind().isBroker()).toList();
        return new ChaosReport(
                minutes,
                checks.size(),
                seed,
                kills.size(),
                sum(checks, CallCheck::frames),
                sum(checks, CallCheck::lostFrames),
                sum(checks, CallCheck::changedTokens),
                sum(checks, CallCheck::changedSamples),
                sum(checks, CallCheck::repeatedFrames),
                longest(kills, AfterKill::longestMoved),
                longest(applications, AfterKill::longestOthers),
                byKind,
                aftermath.before(),
                deadLetters,
                kills.stream().map(k -> Victim.of(k, start)).toList());
    }

    private static long sum(List<CallCheck> checks, ToLongFunction<CallCheck> value) {
        return checks.stream().mapToLong(value).sum();
    }

    private static long longest(List<AfterKill> kills, ToLongFunction<AfterKill> value) {
        return kills.stream().mapToLong(value).max().orElse(0);
    }

    /** Whether all that was spoken was heard, as it should be. */
    boolean isWhole() {
        return lostFrames == 0 && changedTokens == 0 && changedSamples == 0 && deadLetters == 0;
    }

    /** For people. */
    String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-24s %8s %10s %10s %10s", "killed", "kills", "moved ms", "others ms", "return ms"));
        silenceMs.forEach((kind, s) ->
                lines.add(String.format("%-24s %8d %10d %10d %10d", kind, s.kills, s.moved, s.others, s.atReturn)));
        lines.add("");
        lines.add(String.format("%-24s %d calls of %.1f minutes, seed %d", "speech", calls, minutes, seed));
        row(lines, "frames", frames);
        row(lines, "lost frames", lostFrames);
        row(lines, "changed tokens", changedTokens);
        row(lines, "changed samples", changedSamples);
        row(lines, "repeated, dropped", repeatedFramesDropped);
        row(lines, "dead letters", deadLetters);
        row(lines, "longest silence ms", longestSilenceMs);
        row(lines, "others, applications ms", longestSilenceOthersMs);
        row(lines, "undisturbed ms", undisturbedSilenceMs);
        return String.join(System.lineSeparator(), lines);
    }

    private static void row(List<String> lines, String name, long value) {
        lines.add(String.format("%-24s %d", name, value));
    }
}
