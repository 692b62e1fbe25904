package dev.sotto.streams.client;

import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Takes one stream of decoded speech off a topic. Belongs to no consumer group: whoever listens to a stream hears all
 * of it. Not thread-safe.
 */
public final class SpeechReceiver implements AutoCloseable {

    private final Consumer<byte[], byte[]> consumer;
    private final byte[] key;

    /** Hears of a stream. */
    public interface Listener {

        /** @param timestamp of the record, ms since 1970 */
        void speech(byte[] pcm, long position, long timestamp);

        /** @param length of the stream in samples */
        void end(long length);
    }

    /**
     * From now on, or from the oldest record of the topic.
     *
     * @param topic must exist
     */
    public SpeechReceiver(ClientProperties properties, Topic topic, String streamId, boolean fromBeginning) {
        this.key = StreamId.write(streamId);
        this.consumer = new KafkaConsumer<>(
                properties.consumer(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "sotto-receive",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        // Only when retention has taken the place where it reads.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy; "from now on" must not mean from the first poll on.
        partitions.forEach(consumer::position);
    }

    /** Waits at most {@code timeout} for records and hands on those of the stream. */
    public void poll(Duration timeout, Listener listener) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timeout)) {
            if (!Arrays.equals(record.key(), key)) {
                continue;
            }
            long position =
                    StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElse(0);
            if (record.value() == null) {
                listener.end(position);
            } else {
                listener.speech(record.value(), position, record.timestamp());
            }
        }
    }

    /** Makes a {@link #poll} in another thread end with {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
