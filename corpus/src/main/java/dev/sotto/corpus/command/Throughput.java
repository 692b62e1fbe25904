package dev.sotto.corpus.command;

import java.io.PrintWriter;
import java.nio.file.Path;

/** How fast a command gets through sound, from when this was made; and how a command through many files ends. */
final class Throughput {

    static final double HOUR = 3600;

    /** Done, but some files could not be used. */
    private static final int SOME_FAILED = 3;

    private final long start = System.nanoTime();

    /** @param seconds of sound */
    double timesRealTime(double seconds) {
        return seconds / Math.max(1e-9, (System.nanoTime() - start) / 1e9);
    }

    String of(double seconds) {
        return of(seconds, seconds);
    }

    /** @param secondsNow those of them that were done since this was made */
    String of(double seconds, double secondsNow) {
        return String.format("%.2f h, %.0f times real time", seconds / HOUR, timesRealTime(secondsNow));
    }

    /** Says how many failed, if any, and gives the exit code. */
    static int exitCode(int failed, int files, Path out, PrintWriter err) {
        if (failed == 0) {
            return 0;
        }
        err.printf("sotto: %d of %d could not be used: %s says why.%n", failed, files, out.resolve("failed.jsonl"));
        err.flush();
        return SOME_FAILED;
    }
}
