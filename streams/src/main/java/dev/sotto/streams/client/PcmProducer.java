package dev.sotto.streams.client;

import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Puts pieces of any number of streams on the topic of speech, each stream on one partition from its first piece to its
 * end, though the topic be given more meanwhile. Thread-safe.
 */
public final class PcmProducer implements AutoCloseable {

    /**
     * One request at a time. A broker takes any batch of a producer that it does not know for its first, so one that
     * overtakes the first (refused, because the partition was just made or has just moved) would shut that out until it
     * expires, after two minutes, and everything behind it. What waits for a request goes together in the next.
     */
    static final Map<String, Object> IN_ORDER =
            Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1, ProducerConfig.BATCH_SIZE_CONFIG, 1 << 16);

    private final Producer<byte[], byte[]> producer;
    private final Topic topic;
    private final int sampleRate;

    /** Of the streams that have not ended. */
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    public PcmProducer(ClientProperties properties, String clientId, Topic topic, int sampleRate) {
        this(properties, clientId, topic, sampleRate, Map.of());
    }

    /** @param settings more of them, where the user has set none */
    public PcmProducer(
            ClientProperties properties, String clientId, Topic topic, int sampleRate, Map<String, Object> settings) {
        Map<String, Object> defaults = new HashMap<>(settings);
        defaults.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        // Speech does not wait for company.
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        defaults.putAll(IN_ORDER);
        this.producer = new KafkaProducer<>(
                properties.producer(defaults), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.sampleRate = sampleRate;
    }

    /**
     * Learns where the topic lies, so that the first words do not have to wait for it.
     *
     * @throws TimeoutException if nobody says so within that time
     */
    public void awaitTopic(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                producer.partitionsFor(topic.name());
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    /**
     * Sends the next piece of a stream, or its end.
     *
     * @param pcm null at the end
     * @param position of its first sample, at the end the length of the stream
     * @param codebooks that its packets shall have; 0 for as many as the encoder is set to
     * @param done hears, from another thread, why it did not arrive, or null if it did
     * @throws KafkaException if it cannot even be tried
     */
    public void send(String streamId, byte[] pcm, long position, int codebooks, Consumer<Exception> done) {
        send(streamId, pcm, position, codebooks, System.currentTimeMillis(), done);
    }

    /**
     * As {@link #send(String, byte[], long, int, Consumer)}, by another clock than this machine's.
     *
     * @param timestamp ms since 1970
     */
    public void send(
            String streamId, byte[] pcm, long position, int codebooks, long timestamp, Consumer<Exception> done) {
        Headers headers = StreamHeaders.of(sampleRate, position);
        if (codebooks > 0) {
            StreamHeaders.add(headers, StreamHeaders.CODEBOOKS, codebooks);
        }
        byte[] key = StreamId.write(streamId);
        int partition = partitions.computeIfAbsent(streamId, id -> choose(key));
        if (pcm == null) {
            partitions.remove(streamId);
        }
        producer.send(
                new ProducerRecord<>(topic.name(), partition, timestamp, key, pcm, headers),
                (metadata, e) -> done.accept(e));
    }

    /** As every producer of Kafka's would. */
    private int choose(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key))
                % producer.partitionsFor(topic.name()).size();
    }

    /** Returns when all that was sent has arrived, or never will. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** What has not arrived by then does not. */
    public void close(Duration timeout) {
        producer.close(timeout);
    }
}
