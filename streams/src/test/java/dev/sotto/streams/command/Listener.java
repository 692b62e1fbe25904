package dev.sotto.streams.command;

import dev.sotto.audio.Pcm16;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Hears streams of decoded speech from the topic's beginning and holds them against what they should be. */
final class Listener implements Runnable {

    private final ClientProperties client;
    private final Topic topic;
    private final int partitions;
    private final Map<String, Heard> streams;
    private volatile boolean stopped;

    /** What was heard of one stream. */
    static final class Heard {

        private final byte[] expected;
        private final boolean[] heard;
        private long lastNanos;
        private long longestSilenceNanos;
        private int repeats;
        private int different;
        private boolean ended;

        Heard(byte[] expected) {
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

        synchronized boolean ended() {
            return ended;
        }

        synchronized long missing() {
            return IntStream.range(0, heard.length).filter(i -> !heard[i]).count();
        }

        synchronized int repeats() {
            return repeats;
        }

        /** Records that are not the speech expected at their position. */
        synchronized int different() {
            return different;
        }

        synchronized long longestSilenceMs() {
            return longestSilenceNanos / 1_000_000;
        }
    }

    Listener(ClientProperties client, Topic topic, int partitions, Map<String, Heard> streams) {
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

    void stop() {
        stopped = true;
    }
}
