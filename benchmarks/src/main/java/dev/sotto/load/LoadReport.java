package dev.sotto.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code sotto load --json} prints; the names are those of the JSON.
 *
 * @param kbps of the tokens
 * @param backlog null where not measured
 */
record LoadReport(double kbps, double seconds, List<LoadRow> rows, Backlog backlog, String jdk, int processors) {

    static LoadReport of(double kbps, double seconds, List<LoadRow> rows, Backlog backlog) {
        return new LoadReport(
                kbps,
                seconds,
                rows,
                backlog,
                Runtime.version().toString(),
                Runtime.getRuntime().availableProcessors());
    }

    /** For people. */
    String summary() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%5s %6s %8s %8s %8s %6s %7s %7s %10s %8s %8s %8s %8s  %s",
                "calls",
                "frames",
                "p50 ms",
                "p99 ms",
                "max ms",
                "cores",
                "encoder",
                "decoder",
                "calls/core",
                "records",
                "payload",
                "wire",
                "disk",
                "producer"));
        for (LoadRow row : rows) {
            lines.add(String.format(
                    "%5d %6d %8.1f %8.1f %8.1f %6.2f %7.2f %7.2f %10.0f %8.2f %8.2f %8.2f %8.2f  linger %d ms, %s%s",
                    row.calls(),
                    row.framesPerPacket(),
                    row.latencyMs().p50(),
                    row.latencyMs().p99(),
                    row.latencyMs().max(),
                    row.cores(),
                    row.encoderCores(),
                    row.decoderCores(),
                    row.callsPerCore(),
                    row.recordsPerSecond(),
                    row.payloadKbps(),
                    row.wireKbps(),
                    row.diskKbps(),
                    row.lingerMs(),
                    row.compression(),
                    row.complete() ? "" : "; calls were not heard to their ends"));
        }
        lines.add(
                "frames of a packet; ms beyond the packet's duration; records a second and kbps of a call; calls that a"
                        + " core of encoder and decoder carries");
        lines.add("cores of the whole JVM; encoder, decoder: processor time of their threads, Kafka's clients included,"
                + " compiler and garbage collector not");
        if (backlog != null) {
            lines.add(String.format(
                    "backlog of %d frames: encoded %.0f a second, decoded %.0f",
                    backlog.frames(), backlog.encodeFramesPerSecond(), backlog.decodeFramesPerSecond()));
        }
        lines.add(String.format("%.1f kbps of tokens, %d processors, JDK %s", kbps, processors, jdk));
        return String.join(System.lineSeparator(), lines);
    }
}
