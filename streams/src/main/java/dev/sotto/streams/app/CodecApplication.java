package dev.sotto.streams.app;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology at work. Stops by {@link #close}, or by itself when its threads fail again and again by something that is
 * no record's fault.
 */
public final class CodecApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CodecApplication.class);
    private static final int REPORT_SECONDS = 10;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Threads that may fail and be replaced within ten minutes; the next failure ends the application. */
    static final int REPLACEMENTS = 3;

    private static final long WINDOW_NANOS = Duration.ofMinutes(10).toNanos();

    private final String id;
    private final KafkaStreams streams;
    private final DeadLetters deadLetters;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sotto-dead-letters");
        thread.setDaemon(true);
        return thread;
    });
    private final Failures failures = new Failures(REPLACEMENTS, WINDOW_NANOS);
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Throwable failure;

    private CodecApplication(Topology topology, Properties properties) {
        id = properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG);
        streams = new KafkaStreams(topology, properties);
        deadLetters = properties.get(DeadLetters.CONFIG) instanceof DeadLetters given ? given : new DeadLetters();
        clock.scheduleWithFixedDelay(deadLetters::report, REPORT_SECONDS, REPORT_SECONDS, TimeUnit.SECONDS);
        streams.setUncaughtExceptionHandler(e -> {
            if (failures.isBearable(System.nanoTime())) {
                LOG.warn(
                        "A thread of {} failed and is replaced, as {} may be within ten minutes: {}",
                        id,
                        REPLACEMENTS,
                        reason(e));
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            LOG.error("A thread of {} failed again, and so it stops: {}", id, reason(e));
            failure = e;
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == State.RUNNING) {
                running.countDown();
            }
            if (now.hasCompletedShutdown()) {
                running.countDown();
                stopped.countDown();
            }
        });
    }

    /** What went wrong at the bottom of it, in a line. */
    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.toString().replaceAll("\\s+", " ");
    }

    public static CodecApplication start(Topology topology, Properties properties) {
        CodecApplication application = new CodecApplication(topology, properties);
        application.streams.start();
        return application;
    }

    /**
     * Waits until it has its partitions.
     *
     * @throws IllegalStateException if it failed or the time is up
     */
    public void awaitRunning(Duration timeout) throws InterruptedException {
        if (!running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The application is not running after " + timeout.toSeconds() + " s");
        }
        requireNoFailure();
    }

    /**
     * Waits until it has stopped.
     *
     * @throws IllegalStateException if it stopped because it failed
     */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
        requireNoFailure();
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw new IllegalStateException("The application failed: " + failure.getMessage(), failure);
        }
    }

    public Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    /** Its name, and its group's. */
    public String id() {
        return id;
    }

    /** What it has set aside. */
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public Health health() {
        return Health.of(streams);
    }

    /** What runs it, for those who measure it; they must not close it. */
    public KafkaStreams kafkaStreams() {
        return streams;
    }

    /** Sum of a metric over the producers or consumers of all threads. */
    public double clientTotal(String group, String name) {
        return metrics().values().stream()
                .filter(m -> m.metricName().group().equals(group))
                .filter(m -> m.metricName().name().equals(name))
                .mapToDouble(m -> ((Number) m.metricValue()).doubleValue())
                .sum();
    }

    /** Leaves its group at once, so that others take over its streams without waiting for a timeout. */
    @Override
    public void close() {
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        clock.shutdownNow();
    }
}
