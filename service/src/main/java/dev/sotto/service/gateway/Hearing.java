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
    private final StreamEnds ends = new StreamEnds();
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
                ends.overdue(System.nanoTime()).forEach(end -> tellEndAfterPackets(end.streamId(), end.length()));
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
            } else if (record.value() == null) {
                tellEnd(people, streamId, name, record);
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
            ends.packet(streamId, PlainPackets.endsStream(value))
                    .ifPresent(length -> tellEndAfterPackets(streamId, length));
        }
    }

    /** Those who receive packets hear of it after the last of them. */
    private void tellEnd(
            Collection<Caller> people, String streamId, String name, ConsumerRecord<byte[], byte[]> record) {
        long length = position(record);
        people.stream().filter(caller -> !caller.receivesPackets(name)).forEach(caller -> caller.hearEnd(name, length));
        boolean anybodyElse = people.stream().anyMatch(caller -> caller.receivesPackets(name));
        if (anybodyElse && ends.end(streamId, length, System.nanoTime())) {
            tellEndAfterPackets(streamId, length);
        }
    }

    private void tellEndAfterPackets(String streamId, long length) {
        String name = Name.nameOf(streamId);
        rooms.in(Name.roomOf(streamId)).stream()
                .filter(caller -> caller.receivesPackets(name))
                .forEach(caller -> caller.hearEnd(name, length));
    }

    private static void tellSpeech(Caller caller, String name, ConsumerRecord<byte[], byte[]> record) {
        long gap = StreamHeaders.read(record.headers(), StreamHeaders.GAP).orElse(0);
        caller.hear(name, record.value(), position(record), gap);
    }

    private static long position(ConsumerRecord<byte[], byte[]> record) {
        return StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElse(0);
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
