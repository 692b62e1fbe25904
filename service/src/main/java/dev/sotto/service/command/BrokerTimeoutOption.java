package dev.sotto.service.command;

import dev.sotto.BadInputException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for brokers; a mixin. */
final class BrokerTimeoutOption {

    /** For whoever waits in front of a screen. */
    static final Duration USUAL = Duration.ofSeconds(5);

    /** A service may be started together with its brokers, or on a machine that starts much else. */
    static final Duration SERVICE = Duration.ofSeconds(30);

    private static final double MAX_SECONDS = 86_400;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long to wait for a broker to answer. Default: 30 for stream encode and stream decode, 5"
                    + " otherwise.")
    private Double seconds;

    Duration orElse(Duration usual) {
        return of(seconds, usual);
    }

    /** Where {@code --timeout} is about speech: brokers are waited for as long, and no less than usual. */
    static Duration atLeastUsual(Double seconds) {
        Duration given = of(seconds, USUAL);
        return given.compareTo(USUAL) < 0 ? USUAL : given;
    }

    /** @param seconds null for what is usual */
    static Duration of(Double seconds, Duration usual) {
        if (seconds == null) {
            return usual;
        }
        if (!(seconds >= 0.1 && seconds <= MAX_SECONDS)) {
            throw new BadInputException("--timeout must be 0.1 to 86400 seconds, is " + seconds);
        }
        return Duration.ofMillis((long) (1000 * seconds));
    }
}
