package dev.sotto.streams.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.broker.SharedBroker;
import dev.sotto.streams.client.TopicListener.From;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicListenerTest {

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topic topic = new Topic(SharedBroker.unique("growing"));

    /** Also what came on a new partition before it was noticed. */
    @Test
    void shouldHearPartitionsThatAreAddedWhileItListens() throws Exception {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(topic), 1, 1, Map.of());
        }
        List<Integer> heard = new ArrayList<>();
        try (TopicListener listener = new TopicListener(client, "listener", From.NOW, topic);
                Admin admin = Admin.create(client.admin(Map.of()))) {
            send(0);
            admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            send(1);
            send(2);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (heard.size() < 3 && System.nanoTime() < deadline) {
                listener.poll(Duration.ofMillis(100)).forEach(record -> heard.add(record.partition()));
            }
        }
        assertEquals(List.of(0, 1, 2), heard.stream().sorted().toList());
    }

    private void send(int partition) throws Exception {
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), partition, new byte[1], new byte[1]))
                    .get();
        }
    }
}
