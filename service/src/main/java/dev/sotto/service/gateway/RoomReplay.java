package dev.sotto.service.gateway;

import com.google.gson.JsonObject;
import dev.sotto.audio.Pcm16;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.StandaloneConsumer;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The last minutes of a room, once more from the topics, to one who asks for them. */
final class RoomReplay {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ClientProperties properties;
    private final Topics topics;
    private final Caller caller;
    private final Duration time;
    private final Patience patience = new Patience();
    private long packets;
    private long packetBytes;
    private long wireBytes;
    private long pcmBytes;

    RoomReplay(ClientProperties properties, Topics topics, Caller caller, Duration time) {
        this.properties = properties;
        this.topics = topics;
        this.caller = caller;
        this.time = time;
    }

    /** Sends the room's speech; what it cost is for the caller to hear at the end. */
    JsonObject run() {
        read(topics.tokens(), record -> {
            packets++;
            packetBytes += record.value() == null ? 0 : record.value().length;
            wireBytes += RecordSize.alone(record);
            return true;
        });
        read(topics.decoded(), this::tell);
        JsonObject text = new JsonObject();
        text.addProperty("type", "replayed");
        text.addProperty("packets", packets);
        text.addProperty("bytes", packetBytes);
        text.addProperty("wire", wireBytes);
        text.addProperty("pcm", pcmBytes);
        return text;
    }

    private boolean tell(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return true;
        }
        pcmBytes += record.value().length / Pcm16.BYTES * Pcm16.BYTES;
        if (!patience.awaitRoom(caller.outbox())) {
            return false;
        }
        long position =
                StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElse(0);
        caller.hearAgain(Name.nameOf(StreamId.read(record.key())), record.value(), position, record.timestamp());
        return true;
    }

    /** @param use returns whether it wants more */
    private void read(Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> use) {
        try (KafkaConsumer<byte[], byte[]> consumer = StandaloneConsumer.open(properties, "sotto-gateway-replay")) {
            List<TopicPartition> partitions = StandaloneConsumer.partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> times = new HashMap<>();
            long from = System.currentTimeMillis() - time.toMillis();
            partitions.forEach(partition -> times.put(partition, from));
            consumer.assign(partitions);
            consumer.offsetsForTimes(times)
                    .forEach((partition, found) ->
                            consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
            while (StandaloneConsumer.isBehind(consumer, ends) && !patience.isOver()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    boolean before = record.offset() < ends.get(new TopicPartition(topic.name(), record.partition()));
                    if (before && isOfTheRoom(record) && !use.test(record)) {
                        return;
                    }
                }
            }
        }
    }

    private boolean isOfTheRoom(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Name.roomOf(StreamId.read(record.key())).equals(caller.room());
        } catch (PoisonRecordException e) {
            return false;
        }
    }
}
