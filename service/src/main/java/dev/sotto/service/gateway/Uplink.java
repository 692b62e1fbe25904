package dev.sotto.service.gateway;

import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.PcmProducer;
import dev.sotto.streams.topic.Topic;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/**
 * The gateway's way into the topic of speech, for all its clients. When the brokers take nothing, speech is lost and
 * counted, as on a telephone: nobody's connection waits for them. Thread-safe.
 */
final class Uplink implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PcmProducer producer;
    private final Counter lost;

    /** @param topic must exist */
    Uplink(ClientProperties properties, Topic topic, int sampleRate, Counter lost) {
        this.producer = new PcmProducer(
                properties,
                "sotto-gateway",
                topic,
                sampleRate,
                Map.of(
                        // One thread serves many clients.
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        200,
                        // Where the topic lies is not forgotten while nobody speaks.
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        Duration.ofDays(1).toMillis()));
        this.lost = lost;
        try {
            producer.awaitTopic(PATIENCE);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** As {@link PcmProducer#send}. */
    void send(String streamId, byte[] pcm, long position, int codebooks) {
        try {
            producer.send(streamId, pcm, position, codebooks, e -> lost.increment(e == null ? 0 : 1));
        } catch (KafkaException e) {
            lost.increment();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
