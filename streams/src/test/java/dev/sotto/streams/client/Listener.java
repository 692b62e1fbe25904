package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hears streams of decoded speech from the topic's beginning and holds them against what they should be. */
public final class Listener implements Runnable {

    private final ClientProperties client;
    private final Topic topic;
    private final int partitions;
    private final Map<String, Heard> streams;
    private volatile boolean stopped;

    /** What was heard of one stream. */
    public static final class Heard {

        private final byte[] expected;
        private final boolean[] heard;
        private long lastNanos;
        private long longestSilenceNanos;
        private int repeats;
        private int different;
        private boolean ended;

        public Heard(byte[] expected) {
            this.expected = expected;
            this.heard = new boolean[expected.length / Pcm16.BYTES];
        }

        private synchronized void take(ConsumerRecord<byte[], byte[]> record, long now) {
            long position =
                    StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElseThrow();
            if (record.value() == null) {
                ended |= position == heard.length;
                return;
            }
            int from = (int) position * Pcm16.BYTES;
            int to = from + record.value().length;
            if (to > expected.length || !Arrays.equals(expected, from, to, record.value(), 0, to - from)) {
                different++;
                return;
            }
            repeats += heard[(int) position] ? 1 : 0;
            Arrays.fill(heard, (int) position, to / Pcm16.BYTES, true);
            longestSilenceNanos = Math.max(longestSilenceNanos, lastNanos == 0 ? 0 : now - lastNanos);
            lastNanos = now;
        }

        public synchronized boolean ended() {
            return ended;
        }

        public synchronized long missing() {
            return IntStream.range(0, heard.length).filter(i -> !heard[i]).count();
        }

        public synchronized int repeats() {
            return repeats;
        }

        /** Records that are not the speech expected at their position. */
        public synchronized int different() {
            return different;
        }

        public synchronized long longestSilenceMs() {
            return longestSilenceNanos / 1_000_000;
        }
    }

    public Listener(ClientProperties client, Topic topic, int partitions, Map<String, Heard> streams) {
        this.client = client;
        this.topic = topic;
        this.partitions = partitions;
        this.streams = streams;
    }

    @Override
    public void run() {
        try (var consumer = new KafkaConsumer<>(
                client.consumer(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(p -> new TopicPartition(topic.name(), p))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!stopped) {
                for (var record : consumer.poll(Duration.ofMillis(50))) {
                    streams.get(StreamId.read(record.key())).take(record, System.nanoTime());
                }
            }
        }
    }

    /** In a thread of its own: on two cores JDK 25 has one for all asynchronous tasks, and this one does not end. */
    public CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(this, task -> new Thread(task, "listener").start());
    }

    /** Waits until all streams have ended, at most that long, and stops. */
    public void awaitEnds(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline && !streams.values().stream().allMatch(Heard::ended)) {
            LockSupport.parkNanos(10_000_000);
        }
        stopped = true;
    }

    /** That each stream was heard whole, and as it should be. */
    public void assertAllHeard() {
        streams.forEach((id, h) -> {
            assertEquals(0, h.different(), id + ": records that are not what should be at their position");
            assertEquals(0, h.missing(), id + ": samples never heard");
            assertTrue(h.ended(), id + ": no end");
        });
    }

    public long longestSilenceMs() {
        return streams.values().stream()
                .mapToLong(Heard::longestSilenceMs)
                .max()
                .orElse(0);
    }

    public int repeats() {
        return streams.values().stream().mapToInt(Heard::repeats).sum();
    }
}
