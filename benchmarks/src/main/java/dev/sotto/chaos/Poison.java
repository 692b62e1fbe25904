package dev.sotto.chaos;

import dev.sotto.call.Call;
import dev.sotto.chaos.FaultPlan.Planned;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that nobody can use, in the middle of a call and under its key: small, large, and much larger than they look.
 */
final class Poison implements Fault {

    /** On each of them, for whoever listens in. */
    static final String MARK = "chaos.poison";

    /** Odd, and nearly as much as a topic takes. */
    private static final int NEARLY_FULL = (1 << 20) - 1001;

    /** Some hundred bytes in zstd. */
    private static final int ZEROS = 10_000_000;

    private final ClientProperties client;
    private final Topics topics;
    private final List<Call> calls;
    private final SetAside aside;

    /** @param aside hears what is to be expected among the dead letters */
    Poison(ClientProperties client, Topics topics, List<Call> calls, SetAside aside) {
        this.client = client;
        this.topics = topics;
        this.calls = calls;
        this.aside = aside;
    }

    @Override
    public Incident strike(Planned planned) throws InterruptedException {
        int number = planned.pick() % calls.size();
        Call call = calls.get(number);
        long at = System.nanoTime();
        send("none", small(call, new Random(planned.pick())));
        send(
                "zstd",
                List.of(record(topics.pcm(), call, new byte[ZEROS]), record(topics.tokens(), call, new byte[ZEROS])));
        return new Incident(planned.kind(), null, "among " + call.id(), Set.of(number), at, System.nanoTime());
    }

    private List<ProducerRecord<byte[], byte[]>> small(Call call, Random random) {
        byte[] noise = new byte[NEARLY_FULL];
        random.nextBytes(noise);
        noise[0] = -1; // Of no packet's version.
        byte[] sound = new byte[640];
        ProducerRecord<byte[], byte[]> rate = record(topics.pcm(), call, sound);
        StreamHeaders.add(rate.headers(), StreamHeaders.RATE, 8_000);
        ProducerRecord<byte[], byte[]> position = record(topics.pcm(), call, sound);
        position.headers().add(StreamHeaders.POSITION, "abc".getBytes(StandardCharsets.US_ASCII));
        return List.of(
                record(topics.pcm(), call, noise),
                record(topics.tokens(), call, noise),
                rate,
                position,
                new ProducerRecord<>(topics.pcm().name(), call.partition(), null, null, sound, marked()),
                record(topics.tokens(), call, null),
                record(topics.tokens(), call, new byte[] {1, 2, 3}));
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, Call call, byte[] value) {
        return new ProducerRecord<>(topic.name(), call.partition(), null, StreamId.write(call.id()), value, marked());
    }

    private static Headers marked() {
        return new RecordHeaders().add(MARK, new byte[0]);
    }

    private void send(String compression, List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        Map<String, Object> settings = client.producer(Map.of());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 * ZEROS);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "chaos-poison");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<RecordMetadata> each : sent) {
                RecordMetadata place = each.get();
                aside.expect(place.topic(), place.partition(), place.offset());
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Poison was refused by the brokers: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
