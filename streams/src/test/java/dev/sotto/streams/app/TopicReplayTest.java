package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.broker.SharedBroker;
import dev.sotto.streams.app.TopicReplay.Bounds;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicReplayTest {

    private static final int RECORDS = 1_000;
    private static final int LENGTH = 100;
    private static final long START = 1_000_000;

    /** The records are of 1970. */
    private static final Map<String, String> FOR_EVER = Map.of("retention.ms", "-1");

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topic topic = new Topic(SharedBroker.unique("replay"));
    private final TopicPartition partition = new TopicPartition(topic.name(), 0);

    /** One record a millisecond. */
    @BeforeEach
    void fill() {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(topic), 1, 1, FOR_EVER);
        }
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(topic.name(), 0, START + i, new byte[1], new byte[LENGTH]));
            }
        }
    }

    @Test
    void shouldReadAllThatCameBefore() {
        assertEquals(LongStream.range(0, 900).boxed().toList(), offsets(900, Bounds.DEFAULT));
        assertEquals(List.of(0L), offsets(1, Bounds.DEFAULT));
        assertEquals(List.of(), offsets(0, Bounds.DEFAULT));
    }

    @Test
    void shouldReadNoMoreRecordsThanItMay() {
        Bounds bounds = new Bounds(300, 1 << 20, Duration.ofDays(1));
        assertEquals(LongStream.range(600, 900).boxed().toList(), offsets(900, bounds));
    }

    @Test
    void shouldReadNoMoreBytesThanItMay() {
        Bounds bounds = new Bounds(RECORDS, 200 * (LENGTH + 1), Duration.ofDays(1));
        assertEquals(LongStream.range(700, 900).boxed().toList(), offsets(900, bounds));
    }

    @Test
    void shouldStopWhereRecordsAreOldEnough() {
        List<Long> offsets = offsets(900, new Bounds(RECORDS, 1 << 20, Duration.ofMillis(100)));
        assertTrue(offsets.get(0) <= 800 && offsets.get(0) > 0, offsets.get(0).toString());
        assertEquals(899, offsets.get(offsets.size() - 1));
    }

    /** Of 1 MiB each, which travel as next to nothing. */
    @Test
    void shouldCountRecordsAsTheyAreUnpacked() {
        Topic packed = new Topic(SharedBroker.unique("packed"));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(packed), 1, 1, FOR_EVER);
        }
        Properties settings = new Properties();
        settings.put("compression.type", "zstd");
        settings.put("max.request.size", "2000000");
        try (var producer = new KafkaProducer<>(
                new ClientProperties(settings, SharedBroker.bootstrapServers()).producer(Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>(packed.name(), 0, START + i, new byte[1], new byte[1 << 20]));
            }
        }
        List<Long> offsets = new ArrayList<>();
        new TopicReplay(client, "test", new Bounds(RECORDS, 8L << 20, Duration.ofDays(1)))
                .before(new TopicPartition(packed.name(), 0), 100, record -> offsets.add(record.offset()));
        assertEquals(LongStream.range(93, 100).boxed().toList(), offsets);
    }

    /** Two calls, of which one has a clock that is two minutes behind, or ahead. */
    @ParameterizedTest
    @ValueSource(longs = {-120_000, 0, 120_000})
    void shouldGoByEachStreamsOwnClock(long difference) {
        Topic two = new Topic(SharedBroker.unique("two"));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(two), 1, 1, FOR_EVER);
        }
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] key = {(byte) (i % 2)};
                long time = 1_000_000 + 100L * i + (i % 2) * difference;
                producer.send(new ProducerRecord<>(two.name(), 0, time, key, new byte[LENGTH]));
            }
        }
        List<Long> offsets = new ArrayList<>();
        new TopicReplay(client, "test", new Bounds(RECORDS, 1 << 20, Duration.ofSeconds(30)))
                .before(new TopicPartition(two.name(), 0), RECORDS, record -> offsets.add(record.offset()));
        assertTrue(offsets.get(0) <= 700 && offsets.get(0) > 0, "from " + offsets.get(0));
        assertEquals(RECORDS - offsets.get(0), offsets.size());
    }

    @Test
    void shouldReadWhatRetentionHasLeft() throws Exception {
        try (Admin admin = Admin.create(client.admin(Map.of()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(880)))
                    .all()
                    .get();
            assertEquals(LongStream.range(880, 900).boxed().toList(), offsets(900, Bounds.DEFAULT));
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(950)))
                    .all()
                    .get();
            assertEquals(List.of(), offsets(900, Bounds.DEFAULT));
        }
    }

    private List<Long> offsets(long before, Bounds bounds) {
        List<Long> offsets = new ArrayList<>();
        new TopicReplay(client, "test", bounds).before(partition, before, record -> offsets.add(record.offset()));
        return offsets;
    }
}
