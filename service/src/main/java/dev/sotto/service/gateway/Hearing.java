package dev.sotto.service.gateway;

import dev.sotto.packet.PacketFormat;
import dev.sotto.prior.Prior;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.TopicListener;
import dev.sotto.streams.client.TopicListener.From;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the topics of tokens and of decoded speech from now on, and tells the rooms. One thread for all of them. */
final class Hearing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Topics topics;
    private final Rooms rooms;
    private final PlainPackets plain;
    private final TopicListener listener;
    private final Thread thread = new Thread(this::run, "sotto-gateway-hear");
    private volatile boolean closed;

    /** @param prior of entropy-coded packets, if there is one */
    Hearing(ClientProperties properties, Topics topics, Rooms rooms, Optional<Prior> prior) {
        this.topics = topics;
        this.rooms = rooms;
        this.plain = new PlainPackets(prior);
        // Every gateway hears all; whoever listens wants what is said now.
        this.listener =
                new TopicListener(properties, "sotto-gateway-hear", From.LIVE, topics.tokens(), topics.decoded());
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether it still hears. */
    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        while (!closed) {
            try {
                for (ConsumerRecord<byte[], byte[]> record : listener.poll(POLL)) {
                    tell(record);
                }
            } catch (WakeupException e) {
                return;
            } catch (KafkaException e) {
                LOG.error("The gateway cannot hear the topics: {}", e.getMessage());
                return;
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        try {
            String streamId = StreamId.read(record.key());
            String name = Name.nameOf(streamId);
            Collection<Caller> people = rooms.in(Name.roomOf(streamId));
            if (record.topic().equals(topics.tokens().name())) {
                tellPacket(people, streamId, name, record);
            } else {
                people.forEach(caller -> tellSpeech(caller, name, record));
            }
        } catch (PoisonRecordException | IllegalArgumentException e) {
            LOG.debug("A record on {} is none of ours: {}", record.topic(), e.getMessage());
        }
    }

    /** Entropy-coded packets are worth decoding only where somebody wants packets. */
    private void tellPacket(
            Collection<Caller> people, String streamId, String name, ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value != null
                && value.length <= PacketFormat.MAX_ENTROPY_LENGTH
                && people.stream().anyMatch(caller -> caller.receivesPackets(name))) {
            OptionalLong epoch = StreamHeaders.read(record.headers(), StreamHeaders.EPOCH);
            plain.of(streamId, value, epoch, record.timestamp())
                    .ifPresent(packet -> people.forEach(
                            caller -> caller.receive(name, packet, value.length, RecordSize.alone(record))));
        }
    }

    private static void tellSpeech(Caller caller, String name, ConsumerRecord<byte[], byte[]> record) {
        long position =
                StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElse(0);
        if (record.value() == null) {
            caller.hearEnd(name, position);
        } else {
            long gap = StreamHeaders.read(record.headers(), StreamHeaders.GAP).orElse(0);
            caller.hear(name, record.value(), position, gap);
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!thread.isAlive()) {
            listener.close();
        }
    }
}
