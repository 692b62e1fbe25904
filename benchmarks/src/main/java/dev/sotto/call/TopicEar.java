package dev.sotto.call;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a whole topic from its beginning on, in a thread of its own, until it is closed. */
public final class TopicEar implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile RuntimeException failure;

    /** Hears records, from one thread. */
    public interface Listener {

        /** @param nanos when it came, {@link System#nanoTime} */
        void hear(ConsumerRecord<byte[], byte[]> record, long nanos);
    }

    private TopicEar(KafkaConsumer<byte[], byte[]> consumer, String name, Listener listener) {
        this.consumer = consumer;
        this.listener = listener;
        this.thread = new Thread(this::listen, name);
    }

    public static TopicEar open(ClientProperties client, Topic topic, Listener listener) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                client.consumer(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "ear-" + topic.name(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        TopicEar ear = new TopicEar(consumer, "ear-" + topic.name(), listener);
        ear.thread.start();
        return ear;
    }

    private void listen() {
        try (consumer) {
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    listener.hear(record, System.nanoTime());
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** @throws IllegalStateException if it stopped listening by itself */
    public void requireListening() {
        if (failure != null) {
            throw new IllegalStateException("Listening failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        stopped = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
