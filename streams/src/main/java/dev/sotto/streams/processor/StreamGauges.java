package dev.sotto.streams.processor;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Percentile;
import org.apache.kafka.common.metrics.stats.Percentiles;
import org.apache.kafka.common.metrics.stats.Percentiles.BucketSizing;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * How the streams of one task are doing now, as metrics beside {@link StreamCounters}. Lag is the time from a record's
 * timestamp, which is when its speech was sent, to when its task was done with it, over about the last minute. It is as
 * true as the clocks of the two machines agree.
 */
public final class StreamGauges implements AutoCloseable {

    /** Streams that have begun and not ended. */
    public static final String ACTIVE_STREAMS = "active-streams";

    /** In ms: half of the records had less. */
    public static final String LAG_P50 = "lag-ms-p50";

    public static final String LAG_P99 = "lag-ms-p99";
    public static final String LAG_MAX = "lag-ms-max";

    private static final double LONGEST_LAG_MS = 60_000;
    /** 1000 buckets that grow from 0.1 ms to 120 ms. */
    private static final int PERCENTILE_BYTES = 4_000;

    private final StreamsMetrics metrics;
    private final Sensor active;
    private final Sensor lag;
    private int activeStreams;

    StreamGauges(ProcessingContext context, String processor) {
        this.metrics = context.metrics();
        Map<String, String> application = StreamCounters.tags(context, processor);
        Map<String, String> task = Map.of(
                "application-id",
                context.applicationId(),
                "processor",
                processor,
                "task-id",
                context.taskId().toString());
        String group = StreamCounters.GROUP;
        active = metrics.addSensor(
                String.join(".", "sotto", processor, ACTIVE_STREAMS, task.get("task-id")), RecordingLevel.INFO);
        active.add(new MetricName(ACTIVE_STREAMS, group, "", task), new Value());
        lag = metrics.addSensor(String.join(".", "sotto", processor, "lag-ms"), RecordingLevel.INFO);
        if (!lag.hasMetrics()) {
            lag.add(percentiles(group, application));
            lag.add(new MetricName(LAG_MAX, group, "", application), new Max());
        }
    }

    private static Percentiles percentiles(String group, Map<String, String> tags) {
        return new Percentiles(
                PERCENTILE_BYTES,
                LONGEST_LAG_MS,
                BucketSizing.LINEAR,
                new Percentile(new MetricName(LAG_P50, group, "", tags), 50),
                new Percentile(new MetricName(LAG_P99, group, "", tags), 99));
    }

    /** That so many more streams are active, or fewer. */
    void addActive(int change) {
        if (change != 0) {
            activeStreams += change;
            active.record(activeStreams);
        }
    }

    void lag(long millis) {
        lag.record(Math.max(0, millis));
    }

    /**
     * Of an application in this process, from {@code KafkaStreams.metrics()}; NaN where nothing was recorded lately.
     */
    public static double value(Map<MetricName, ? extends Metric> metrics, String name) {
        return StreamCounters.sum(metrics, name);
    }

    /** The task's streams are another's now. */
    @Override
    public void close() {
        metrics.removeSensor(active);
    }
}
