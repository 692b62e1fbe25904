package dev.sotto.call;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.TopicListener;
import dev.sotto.streams.client.TopicListener.From;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a whole topic from its beginning on, in a thread of its own, until it is closed. */
public final class TopicEar implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final TopicListener topic;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile RuntimeException failure;

    /** Hears records, from one thread. */
    public interface Listener {

        /** @param nanos when it came, {@link System#nanoTime} */
        void hear(ConsumerRecord<byte[], byte[]> record, long nanos);
    }

    private TopicEar(TopicListener topic, String name, Listener listener) {
        this.topic = topic;
        this.listener = listener;
        this.thread = new Thread(this::listen, name);
    }

    public static TopicEar open(ClientProperties client, Topic topic, Listener listener) {
        String name = "ear-" + topic.name();
        TopicEar ear = new TopicEar(new TopicListener(client, name, From.BEGINNING, topic), name, listener);
        ear.thread.start();
        return ear;
    }

    private void listen() {
        try (topic) {
            while (!stopped) {
                for (ConsumerRecord<byte[], byte[]> record : topic.poll(POLL)) {
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
