package dev.sotto.service.health;

import dev.sotto.streams.app.CodecApplication;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.processor.StreamGauges;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What the processors count, under the names that the dashboard knows. */
final class ApplicationMeters implements MeterBinder {

    /** Seen from this process: {@code in} is what it reads, {@code out} what it writes. */
    private static final String DIRECTION = "direction";

    private static final Map<Counter, String> DESCRIPTIONS = Map.ofEntries(
            Map.entry(Counter.FRAMES, "Frames encoded or decoded"),
            Map.entry(Counter.PACKETS, "Packets written or read, without repeats"),
            Map.entry(Counter.GAPS, "Times that something was missing before what came"),
            Map.entry(Counter.CONCEALED_FRAMES, "Frames made up in the place of missing ones"),
            Map.entry(Counter.REPEATS, "Records dropped because they had nothing new"),
            Map.entry(Counter.DEAD_LETTERS, "Records that could not be used and lie on the dead-letter topic"),
            Map.entry(Counter.FORGOTTEN, "Streams forgotten because there were too many"),
            Map.entry(Counter.TIMED_OUT, "Streams that fell silent without an end"),
            Map.entry(Counter.LATE_JOINS, "Streams taken up in their middle without their past"),
            Map.entry(Counter.UNREADABLE, "Entropy-coded packets left out up to the next key packet"),
            Map.entry(Counter.REPLAYED, "Records read again to take over their streams"),
            Map.entry(Counter.REFUSED, "Records of streams that were not let in, as too many are open"),
            Map.entry(Counter.STALE, "Packets dropped because they belong to a life of their stream that is over"));

    private final CodecApplication application;
    private final Tags tags;

    /** @param tags that tell it from other applications of the process */
    ApplicationMeters(CodecApplication application, Tags tags) {
        this.application = application;
        this.tags = tags;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        DESCRIPTIONS.forEach((counter, description) -> FunctionCounter.builder(
                        "sotto." + counter.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                        application,
                        a -> total(a, counter))
                .tags(tags)
                .description(description)
                .register(registry));
        FunctionCounter.builder("sotto.dead.letters.refused", application, a -> a.deadLetters()
                        .refused())
                .tags(tags)
                .description("Dead letters that the brokers did not take, and that are lost")
                .register(registry);
        FunctionCounter.builder("sotto.speech", application, ApplicationMeters::speechSeconds)
                .tags(tags)
                .baseUnit("seconds")
                .description("Length of the frames encoded or decoded")
                .register(registry);
        FunctionTimer.builder(
                        "sotto.codec",
                        application,
                        a -> (long) total(a, Counter.FRAMES),
                        a -> total(a, Counter.WORK_NANOS),
                        TimeUnit.NANOSECONDS)
                .tags(tags)
                .description("Time to encode or decode a frame, reading and writing of records aside")
                .register(registry);
        gauge(registry, "active.streams", "Streams that have begun and not ended", StreamGauges.ACTIVE_STREAMS, 1);
        gauge(registry, "lag.p50.seconds", "Half of the records had less lag", StreamGauges.LAG_P50, 1_000);
        gauge(registry, "lag.p99.seconds", "Of a hundred records 99 had less lag", StreamGauges.LAG_P99, 1_000);
        gauge(registry, "lag.max.seconds", "The longest lag of about the last minute", StreamGauges.LAG_MAX, 1_000);
        bytes(registry, "payload", "in", a -> total(a, Counter.BYTES_IN));
        bytes(registry, "payload", "out", a -> total(a, Counter.BYTES_OUT));
        bytes(registry, "wire", "in", a -> a.clientTotal("consumer-metrics", "incoming-byte-total"));
        bytes(registry, "wire", "out", a -> a.clientTotal("producer-metrics", "outgoing-byte-total"));
    }

    private void gauge(MeterRegistry registry, String name, String description, String metric, double unit) {
        Gauge.builder("sotto." + name, application, a -> StreamGauges.value(a.metrics(), metric) / unit)
                .tags(tags)
                .description(description)
                .register(registry);
    }

    /** Bytes in all, and what that makes for each second of speech. */
    private void bytes(
            MeterRegistry registry, String which, String direction, ToDoubleFunction<CodecApplication> total) {
        String what = which.equals("payload") ? "Values of records" : "Everything between here and the brokers";
        FunctionCounter.builder("sotto." + which + ".bytes", application, total)
                .tags(tags)
                .tag(DIRECTION, direction)
                .description(what)
                .register(registry);
        Bitrate bitrate = new Bitrate(System.nanoTime());
        Gauge.builder(
                        "sotto." + which + ".kbps",
                        application,
                        a -> bitrate.kbps(System.nanoTime(), total.applyAsDouble(a), speechSeconds(a)))
                .tags(tags)
                .tag(DIRECTION, direction)
                .description(what + ", over the last minute, for each second of speech")
                .register(registry);
    }

    private static double speechSeconds(CodecApplication application) {
        return total(application, Counter.SPEECH_MS) / 1_000;
    }

    private static double total(CodecApplication application, Counter counter) {
        return StreamCounters.total(application.metrics(), counter);
    }
}
