package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import java.time.Duration;
import picocli.CommandLine.Option;

/** When a stream that did not end is given up. */
final class StreamTimeoutOption {

    @Option(
            names = "--stream-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "After so long without a record a stream is taken to have ended. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    Continuity continuity(InputReplay replay) {
        if (!(seconds >= 0.001 && seconds <= 1e9)) {
            throw new BadInputException("--stream-timeout must be 0.001 to 1e9 seconds, is " + seconds);
        }
        return new Continuity(replay, Duration.ofMillis((long) (1000 * seconds)));
    }
}
