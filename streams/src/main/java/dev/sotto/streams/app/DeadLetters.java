package dev.sotto.streams.app;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an application has set aside. Says so in the log, a line a minute at most. Thread-safe. */
public final class DeadLetters {

    /** Under that name it stands among an application's settings, so that Kafka's handlers find it. */
    static final String CONFIG = "sotto.dead.letters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

    private final LongSupplier clock;
    private final Consumer<String> log;
    private long aside;
    private long refused;

    /** Of both since the last line. */
    private long asideSince;

    private long refusedSince;
    private String last = "";
    private boolean said;
    private long saidNanos;

    DeadLetters() {
        this(System::nanoTime, LOG::warn);
    }

    /** @param clock ns */
    DeadLetters(LongSupplier clock, Consumer<String> log) {
        this.clock = clock;
        this.log = log;
    }

    /**
     * A record goes aside.
     *
     * @param where it lies on the topic of dead letters, and what is wrong with it
     */
    synchronized void aside(String where) {
        aside++;
        asideSince++;
        last = where;
        report();
    }

    /** A dead letter that the brokers do not take either. */
    synchronized void refused(String why) {
        refused++;
        refusedSince++;
        last = why;
        report();
    }

    /** Says what has not been said, if it is time. */
    synchronized void report() {
        long now = clock.getAsLong();
        if (asideSince + refusedSince == 0 || said && now - saidNanos < PAUSE_NANOS) {
            return;
        }
        String lost = refusedSince == 0
                ? ""
                : "; " + (refusedSince == 1 ? "1 dead letter was" : refusedSince + " dead letters were")
                        + " refused, and lost";
        log.accept((asideSince == 1 ? "1 record" : asideSince + " records")
                + " could not be used and went to the dead letters" + lost + "; the last: " + last);
        said = true;
        saidNanos = now;
        asideSince = 0;
        refusedSince = 0;
    }

    /** Records set aside, in all. */
    public synchronized long count() {
        return aside;
    }

    /** Dead letters that could not be written, in all. */
    public synchronized long refused() {
        return refused;
    }
}
