package dev.sotto.streams.gateway;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The gateway's way into the topic of speech, for all its clients. When the brokers take nothing, speech is lost and
 * counted, as on a telephone: nobody's connection waits for them. Thread-safe.
 */
final class Speech implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Producer<byte[], byte[]> producer;
    private final Topic topic;
    private final int sampleRate;
    private final Counter lost;

    /** @param topic must exist */
    Speech(ClientProperties properties, Topic topic, int sampleRate, Counter lost) {
        this.producer = new KafkaProducer<>(
                properties.producer(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "sotto-gateway",
                        // Speech does not wait for company.
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        // One thread serves many clients.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        200,
                        // Where the topic lies is not forgotten while nobody speaks.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(1).toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.topic = topic;
        this.sampleRate = sampleRate;
        this.lost = lost;
        learnWhereTheTopicLies();
    }

    /** Now, so that the first words do not have to wait for it. */
    private void learnWhereTheTopicLies() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                producer.partitionsFor(topic.name());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    producer.close(Duration.ZERO);
                    throw e;
                }
            }
        }
    }

    /**
     * @param pcm null at the end of the stream
     * @param position of its first sample
     * @param codebooks 0 for as many as the encoder is set to
     */
    void send(String streamId, byte[] pcm, long position, int codebooks) {
        Headers headers = StreamHeaders.of(sampleRate, position);
        if (codebooks > 0) {
            StreamHeaders.add(headers, StreamHeaders.CODEBOOKS, codebooks);
        }
        try {
            producer.send(
                    new ProducerRecord<>(topic.name(), null, null, StreamId.write(streamId), pcm, headers),
                    (metadata, e) -> lost.increment(e == null ? 0 : 1));
        } catch (KafkaException e) {
            lost.increment();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
