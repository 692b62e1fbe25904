package dev.sotto.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code sotto load --gateway --json} prints; the names are those of the JSON.
 *
 * @param kbps of the tokens
 * @param whole that no client was dropped and no frame lost
 */
record GatewayReport(double kbps, double seconds, List<GatewayRow> rows, boolean whole, String jdk, int processors) {

    static GatewayReport of(double kbps, double seconds, List<GatewayRow> rows) {
        return new GatewayReport(
                kbps,
                seconds,
                rows,
                rows.stream().allMatch(GatewayRow::isWhole),
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors());
    }

    /** For people. */
    String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%7s %6s %6s %8s %8s %6s %5s %7s %8s %8s %8s %8s %6s",
                "clients", "frames", "linger", "sent", "heard", "lost", "gaps", "dropped", "p50 ms", "p99 ms", "max ms",
                "late ms", "cores"));
        for (GatewayRow row : rows) {
            lines.add(String.format(
                    "%7d %6d %6d %8d %8d %6d %5d %7d %8.1f %8.1f %8.1f %8.1f %6.2f%s",
                    row.clients(),
                    row.framesPerPacket(),
                    row.lingerMs(),
                    row.framesSent(),
                    row.framesHeard(),
                    row.framesLost(),
                    row.gaps(),
                    row.dropped(),
                    row.delayMs().p50(),
                    row.delayMs().p99(),
                    row.delayMs().max(),
                    row.lateMs(),
                    row.cores(),
                    reasons(row.closeCodes())));
        }
        lines.add("frames of a packet; linger of the producers in ms; ms from a frame sent to the same frame heard;"
                + " late: the most that a client fell behind the clock");
        lines.add(whole ? "No client was dropped, no frame lost." : "Clients were dropped or frames lost.");
        lines.add(String.format("%.1f kbps of tokens, %d processors, JDK %s", kbps, processors, jdk));
        return String.join(System.lineSeparator(), lines);
    }

    private static String reasons(Map<Integer, Integer> closeCodes) {
        return closeCodes.entrySet().stream()
                .map(code -> "; " + code.getValue() + " dropped with status " + code.getKey())
                .collect(Collectors.joining());
    }
}
