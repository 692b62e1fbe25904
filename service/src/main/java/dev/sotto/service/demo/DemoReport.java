package dev.sotto.service.demo;

import com.google.gson.GsonBuilder;
import java.util.Locale;

/**
 * What the demo measured; the names are those of {@code report.json}.
 *
 * @param payloadKbps bits of the packets a second of speech
 * @param plainKbps what those packets would take without --entropy; null where they are so
 * @param diskKbps bits of the token topic's log a second of speech: packets, keys, and what Kafka needs for itself
 * @param latencyMs beyond the duration of a packet, see {@link LatencyMeter}
 * @param cpuSecondsPerSecond of the whole JVM, broker included, a second of speech
 * @param stoi null where there is too little speech to measure, or another voice
 */
public record DemoReport(
        double seconds,
        long frames,
        long packets,
        long lostFrames,
        long repeatedFrames,
        double payloadKbps,
        Double plainKbps,
        double diskKbps,
        Latency latencyMs,
        double cpuSecondsPerSecond,
        Double stoi) {

    /** Percentiles. */
    public record Latency(double p50, double p95, double p99) {}

    public String toJson() {
        return new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(this);
    }

    /** For people. */
    public String toTable() {
        StringBuilder table = new StringBuilder();
        row(table, "speech", "%.2f s, %d frames in %d packets", seconds, frames, packets);
        row(table, "frames", "%d lost, %d repeated", lostFrames, repeatedFrames);
        row(table, "bitrate", "%.2f kbps in the packets", payloadKbps);
        if (plainKbps != null) {
            row(table, "", "%.2f kbps if they were not entropy-coded", plainKbps);
        }
        row(table, "", "%.2f kbps on the topic's disk, keys and Kafka's own bytes included", diskKbps);
        row(
                table,
                "latency",
                "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms beyond a packet's duration",
                latencyMs.p50(),
                latencyMs.p95(),
                latencyMs.p99());
        row(table, "CPU", "%.3f s a second of speech, broker included", cpuSecondsPerSecond);
        row(
                table,
                "STOI",
                stoi == null
                        ? "not measured: too little speech, or another voice"
                        : "%.3f: predicted intelligibility, from how alike their envelopes move (1: the same)",
                stoi);
        return table.toString().stripTrailing();
    }

    private static void row(StringBuilder table, String name, String format, Object... values) {
        table.append(String.format(Locale.ROOT, "  %-16s ", name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
