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
 * What happened to the streams of one application in one process, as metrics of Kafka Streams: group {@value #GROUP},
 * names such as {@code gaps-total}, tags application and processor. All tasks count in the same, and a task that goes
 * elsewhere leaves its count behind: a counter never goes back.
 */
public final class StreamCounters {

    public static final String GROUP = "sotto-metrics";

    /** What is counted. */
    public enum Counter {
        /** Frames encoded or decoded. */
        FRAMES,
        /** How long these frames are, in ms. */
        SPEECH_MS,
        /** Packets written or read, without repeats. */
        PACKETS,
        /** Bytes of the values of records read, whatever became of them. */
        BYTES_IN,
        /** Bytes of the values of records written, dead letters aside. */
        BYTES_OUT,
        /** Time at work on records, in ns, without the writing of records. */
        WORK_NANOS,
        /** Times that something was missing before what came. */
        GAPS,
        /** Frames made up in the place of missing ones. */
        CONCEALED_FRAMES,
        /** Entropy-coded packets left out because one before them is missing and no key packet came since. */
        UNREADABLE,
        /** Records that had nothing new. */
        REPEATS,
        /** Packets of a life of their stream that is over, as a successor repeats them. */
        STALE,
        /** Records that could not be used. */
        DEAD_LETTERS,
        /** Records of streams that were not let in, as too many are open. */
        REFUSED,
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

    private final Map<Counter, Sensor> sensors = new EnumMap<>(Counter.class);

    StreamCounters(ProcessingContext context, String processor) {
        StreamsMetrics metrics = context.metrics();
        Map<String, String> tags = tags(context, processor);
        for (Counter counter : Counter.values()) {
            // What is there already, by another task, is found and not made again.
            Sensor sensor =
                    metrics.addSensor(String.join(".", "sotto", processor, counter.metric()), RecordingLevel.INFO);
            sensor.add(new MetricName(counter.metric(), GROUP, "", tags), new CumulativeSum());
            sensors.put(counter, sensor);
        }
    }

    static Map<String, String> tags(ProcessingContext context, String processor) {
        return Map.of("application-id", context.applicationId(), "processor", processor);
    }

    void add(Counter counter, long amount) {
        if (amount > 0) {
            sensors.get(counter).record(amount);
        }
    }

    /** What an application has counted, from {@code KafkaStreams.metrics()}. */
    public static long total(Map<MetricName, ? extends Metric> metrics, Counter counter) {
        return (long) sum(metrics, counter.metric());
    }

    /** Sum of our metrics of that name. */
    static double sum(Map<MetricName, ? extends Metric> metrics, String name) {
        return metrics.values().stream()
                .filter(m -> m.metricName().group().equals(GROUP))
                .filter(m -> m.metricName().name().equals(name))
                .mapToDouble(m -> ((Number) m.metricValue()).doubleValue())
                .sum();
    }
}
