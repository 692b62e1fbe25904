package dev.sotto.streams.processor;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * What happened to the streams of one task, as metrics of Kafka Streams: group {@value #GROUP}, names such as
 * {@code gaps-total}, tags task and processor. They live as long as the task does.
 */
public final class StreamCounters implements AutoCloseable {

    public static final String GROUP = "sotto-metrics";

    /** What is counted. */
    public enum Counter {
        /** Frames encoded or decoded. */
        FRAMES,
        /** Packets written or read, without repeats. */
        PACKETS,
        /** Times that something was missing before what came. */
        GAPS,
        /** Entropy-coded packets left out because one before them is missing and no key packet came since. */
        UNREADABLE,
        /** Records that had nothing new. */
        REPEATS,
        /** Records that could not be used. */
        DEAD_LETTERS,
        /** Streams forgotten because there were too many. */
        FORGOTTEN,
        /** Streams that fell silent without an end. */
        TIMED_OUT,
        /** Streams taken up in their middle because what came before is not on the topic any more, or never was. */
        LATE_JOINS,
        /** Records read again, silently, to take over their streams. */
        REPLAYED;

        String metric() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + "-total";
        }
    }

    private final StreamsMetrics metrics;
    private final Map<Counter, Sensor> sensors = new EnumMap<>(Counter.class);

    StreamCounters(ProcessingContext context, String processor) {
        this.metrics = context.metrics();
        Map<String, String> tags = Map.of("task-id", context.taskId().toString(), "processor", processor);
        for (Counter counter : Counter.values()) {
            String sensorName =
                    String.join(".", "sotto", processor, context.taskId().toString(), counter.metric());
            Sensor sensor = metrics.addSensor(sensorName, RecordingLevel.INFO);
            sensor.add(new MetricName(counter.metric(), GROUP, "", tags), new CumulativeSum());
            sensors.put(counter, sensor);
        }
    }

    void add(Counter counter, long amount) {
        if (amount > 0) {
            sensors.get(counter).record(amount);
        }
    }

    /** The sum over all tasks of an application, from {@code KafkaStreams.metrics()}. */
    public static long total(Map<MetricName, ? extends Metric> metrics, Counter counter) {
        return metrics.values().stream()
                .filter(m -> m.metricName().group().equals(GROUP))
                .filter(m -> m.metricName().name().equals(counter.metric()))
                .mapToLong(m -> ((Number) m.metricValue()).longValue())
                .sum();
    }

    @Override
    public void close() {
        sensors.values().forEach(metrics::removeSensor);
    }
}
