package dev.sotto.streams.app;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.StandaloneConsumer;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.streams.topic.StreamId;
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

    /** So many records are unpacked at once, whatever they hold. */
    private static final int POLL_RECORDS = 16;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientProperties client;
    private final String clientId;
    private final Bounds bounds;

    /**
     * How much is read again at most.
     *
     * @param records the last of the partition
     * @param bytes of their keys and values, unpacked
     * @param age of a stream's records before the last of the same stream
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

    /**
     * What an application of that name takes: a process that is killed is replaced without a sample lost, also where
     * packets depend on those before.
     */
    public static Continuity continuity(ClientProperties client, String applicationId) {
        return Continuity.of(new TopicReplay(client, applicationId, Bounds.WITH_KEYS));
    }

    @Override
    public void before(TopicPartition partition, long offset, Consumer<ConsumerRecord<byte[], byte[]>> records) {
        if (offset == 0) {
            return;
        }
        long start = System.nanoTime();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            List<ConsumerRecord<byte[], byte[]>> found = new Reading(consumer, partition, start).before(offset);
            LOG.info(
                    "{}: {} records before offset {} read again in {} ms",
                    partition,
                    found.size(),
                    offset,
                    (System.nanoTime() - start) / 1_000_000);
            found.forEach(records);
        }
    }

    @Override
    public long end(TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return consumer.endOffsets(List.of(partition), ANSWER).get(partition);
        } catch (TimeoutException e) {
            return UNKNOWN;
        }
    }

    @Override
    public boolean isEmpty(TopicPartition partition, long from, long to) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long deadline = System.nanoTime() + ANSWER.toNanos();
            while (consumer.position(partition, ANSWER) < to) {
                if (!consumer.poll(POLL).isEmpty() || System.nanoTime() > deadline) {
                    return false;
                }
            }
            return true;
        } catch (TimeoutException e) {
            return false;
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
                        POLL_RECORDS,
                        // Otherwise each step back would wait for the end of a fetch that waits for new records.
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        1));
    }

    /** One replay. */
    private final class Reading {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final long deadline;
        private final Reach reach = new Reach(bounds.age());
        private final Deque<List<ConsumerRecord<byte[], byte[]>>> steps = new ArrayDeque<>();
        private int records;
        private long bytes;

        /** Older ones have been left out for their size. */
        private boolean full;

        Reading(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long start) {
            this.consumer = consumer;
            this.partition = partition;
            this.deadline = start + TIMEOUT.toNanos();
        }

        List<ConsumerRecord<byte[], byte[]>> before(long offset) {
            long begin = consumer.beginningOffsets(List.of(partition)).get(partition);
            long to = offset;
            boolean enough = false;
            for (long step = FIRST_STEP; !enough && step > 0 && to > begin; step = GROWTH * step) {
                long from = Math.max(begin, to - Math.min(step, bounds.records() - records));
                List<ConsumerRecord<byte[], byte[]>> found = read(from, to);
                steps.addFirst(found);
                enough = full || records >= bounds.records() || reach.isFar(found);
                to = from;
            }
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            steps.forEach(all::addAll);
            return all;
        }

        /** Of these records the last that are within the bounds. */
        private List<ConsumerRecord<byte[], byte[]>> read(long from, long to) {
            Deque<ConsumerRecord<byte[], byte[]>> found = new ArrayDeque<>();
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
                        keep(record, found);
                    }
                }
            }
            records += (int) (to - from);
            return List.copyOf(found);
        }

        /** What is too long to be used by anybody is not kept either. */
        private void keep(ConsumerRecord<byte[], byte[]> record, Deque<ConsumerRecord<byte[], byte[]>> found) {
            if (size(record) > PcmRecord.MAX_BYTES + StreamId.MAX_LENGTH) {
                return;
            }
            found.add(record);
            bytes += size(record);
            while (bytes > bounds.bytes() && !found.isEmpty()) {
                bytes -= size(found.remove());
                full = true;
            }
        }

        private static long size(ConsumerRecord<byte[], byte[]> record) {
            return (long) Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
    }
}
