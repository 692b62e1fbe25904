package dev.sotto.streams.app;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.StandaloneConsumer;
import dev.sotto.streams.processor.InputReplay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays from the topic itself, by a consumer of its own, backwards in steps that grow until one of the bounds is
 * reached. It needs no right but that to read the topic.
 */
public final class TopicReplay implements InputReplay {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReplay.class);

    private static final int FIRST_STEP = 64;
    private static final int GROWTH = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientProperties client;
    private final String clientId;
    private final Bounds bounds;

    /**
     * How much is read again at most.
     *
     * @param records the last of the partition
     * @param bytes of their values, about
     * @param age how much older than the record with which the partition goes on
     */
    public record Bounds(int records, long bytes, Duration age) {

        /** Half a second each of 800 streams in one partition, a minute of a few. */
        public static final Bounds DEFAULT = new Bounds(20_000, 32L << 20, Duration.ofSeconds(60));

        /** Where packets depend on those before, up to a second of them: three times as much. */
        public static final Bounds WITH_KEYS = new Bounds(60_000, 96L << 20, Duration.ofSeconds(60));
    }

    public TopicReplay(ClientProperties client, String applicationId, Bounds bounds) {
        this.client = client;
        this.clientId = applicationId + "-replay";
        this.bounds = bounds;
    }

    public TopicReplay(ClientProperties client, String applicationId) {
        this(client, applicationId, Bounds.DEFAULT);
    }

    @Override
    public void before(
            TopicPartition partition, long offset, long timestamp, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        if (offset == 0) {
            return;
        }
        long start = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> found =
                    new Reading(consumer, partition, start).before(offset, timestamp);
            LOG.info(
                    "{}: {} records before offset {} read again in {} ms",
                    partition,
                    found.size(),
                    offset,
                    (System.nanoTime() - start) / 1_000_000);
            found.forEach(records);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        String guarantee = client.streams(Map.of()).getProperty(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, "");
        // Retention may take what is just to be read.
        return StandaloneConsumer.open(
                client,
                clientId,
                "earliest",
                Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        guarantee.equals(StreamsConfig.EXACTLY_ONCE_V2) ? "read_committed" : "read_uncommitted",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        2_000,
                        // Otherwise each step back would wait for the end of a fetch that waits for new records.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        1));
    }

    /** One replay. */
    private final class Reading {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final long deadline;
        private final Deque<List<ConsumerRecord<byte[], byte[]>>> steps = new ArrayDeque<>();
        private int records;
        private long bytes;

        Reading(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long start) {
            this.consumer = consumer;
            this.partition = partition;
            this.deadline = start + TIMEOUT.toNanos();
        }

        List<ConsumerRecord<byte[], byte[]>> before(long offset, long timestamp) {
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            long oldest = timestamp - bounds.age().toMillis();
            long to = offset;
            for (long step = FIRST_STEP; step > 0 && to > begin; step = Math.min(GROWTH * step, room())) {
                long from = Math.max(begin, to - step);
                List<ConsumerRecord<byte[], byte[]>> found = read(from, to);
                steps.addFirst(found);
                if (!found.isEmpty() && found.get(0).timestamp() < oldest) {
                    break;
                }
                to = from;
            }
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records);
            steps.forEach(all::addAll);
            return all;
        }

        /** How many more records are within the bounds if they are as long as those so far. */
        private long room() {
            long meanBytes = Math.max(1, bytes / Math.max(1, records));
            return Math.min(bounds.records() - records, (bounds.bytes() - bytes) / meanBytes);
        }

        private List<ConsumerRecord<byte[], byte[]>> read(long from, long to) {
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            consumer.seek(partition, from);
            while (consumer.position(partition) < to) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(String.format(
                            Locale.ROOT,
                            "The records of %s before offset %d could not be read again within %d s",
                            partition,
                            to,
                            TIMEOUT.toSeconds()));
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < to) {
                        found.add(record);
                        bytes += Math.max(0, record.serializedValueSize());
                    }
                }
            }
            records += found.size();
            return found;
        }
    }
}
