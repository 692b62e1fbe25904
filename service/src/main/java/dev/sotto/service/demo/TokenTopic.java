package dev.sotto.service.demo;

import dev.sotto.packet.CodedPacket;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.PacketWriter;
import dev.sotto.packet.StreamPacketReader;
import dev.sotto.prior.Prior;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.StandaloneConsumer;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.token.TokenSequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What lies on the topic of tokens for one stream.
 *
 * @param packets in their order
 * @param payloadBytes of all packets, Kafka's own bytes not counted
 * @param plainBytes what the packets would take if their tokens were not entropy-coded
 * @param unreadFrames of packets that came again, and could not be read again out of their place
 */
record TokenTopic(List<Packet> packets, long payloadBytes, long plainBytes, long unreadFrames) {

    /** Reads the topic from its beginning to where it ends now. */
    static TokenTopic read(ClientProperties client, Topic topic, String streamId, Optional<Prior> prior) {
        byte[] key = StreamId.write(streamId);
        List<Packet> packets = new ArrayList<>();
        StreamPacketReader reader = new StreamPacketReader(prior);
        long bytes = 0;
        long plain = 0;
        long unread = 0;
        try (Consumer<byte[], byte[]> consumer = StandaloneConsumer.open(client, "sotto-tokens")) {
            List<TopicPartition> partitions = StandaloneConsumer.partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (StandaloneConsumer.isBehind(consumer, ends)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (Arrays.equals(record.key(), key)) {
                        CodedPacket packet = PacketReader.open(record.value());
                        if (reader.canRead(packet.header())) {
                            Packet read = reader.read(packet);
                            packets.add(read);
                            plain += packet.header().isEntropyCoded()
                                    ? PacketWriter.length(read)
                                    : record.value().length;
                        } else {
                            unread += packet.header().numFrames();
                        }
                        bytes += record.value().length;
                    }
                }
            }
        }
        return new TokenTopic(packets, bytes, plain, unread);
    }

    /** Frames of all packets, those that came twice counted once. */
    long frames() {
        long frames = 0;
        long next = 0;
        for (Packet packet : packets) {
            frames += Math.max(0, packet.nextFrame() - Math.max(next, packet.firstFrame()));
            next = Math.max(next, packet.nextFrame());
        }
        return frames;
    }

    /** Frames that came again. */
    long repeatedFrames() {
        return packets.stream().mapToLong(p -> p.tokens().numFrames()).sum() + unreadFrames - frames();
    }

    /** All tokens in a row; the codebooks that a pause has not are those of token 0. */
    TokenSequence tokens() {
        if (packets.isEmpty()) {
            throw new IllegalStateException("No packet came through");
        }
        int codebooks =
                packets.stream().mapToInt(p -> p.tokens().numCodebooks()).max().getAsInt();
        return new TokenSequence(
                codebooks,
                packets.stream()
                        .flatMapToInt(p -> Arrays.stream(widened(p.tokens(), codebooks)))
                        .toArray());
    }

    private static int[] widened(TokenSequence tokens, int codebooks) {
        int[] wide = new int[tokens.numFrames() * codebooks];
        for (int t = 0; t < tokens.numFrames(); t++) {
            int own = tokens.numCodebooks();
            System.arraycopy(tokens.tokens(), t * own, wide, t * codebooks, own);
        }
        return wide;
    }
}
