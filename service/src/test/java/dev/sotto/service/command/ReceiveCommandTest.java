package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.broker.SharedBroker;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiveCommandTest {

    @TempDir
    Path directory;

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topic topic = new Topic(SharedBroker.unique("decoded"));
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void open() {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(topic), 1, 1, Map.of());
        }
        producer = new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    private void send(byte[] pcm, String position) {
        Headers headers = new RecordHeaders().add(StreamHeaders.POSITION, position.getBytes(StandardCharsets.US_ASCII));
        producer.send(new ProducerRecord<>(topic.name(), null, 1_000L, StreamId.write("a"), pcm, headers));
    }

    /** Samples that count from {@code first} on. */
    private static byte[] pcm(int first, int length) {
        byte[] pcm = new byte[length * Pcm16.BYTES];
        for (int i = 0; i < length; i++) {
            pcm[2 * i] = (byte) (first + i);
            pcm[2 * i + 1] = (byte) ((first + i) >> 8);
        }
        return pcm;
    }

    private CommandRun receive(Path file, String... more) {
        producer.flush();
        List<String> command = new ArrayList<>(List.of("receive", file.toString(), "--stream", "a"));
        command.addAll(List.of("--from-beginning", "--timeout", "3", "--decoded-topic", topic.name()));
        command.addAll(List.of("--bootstrap-servers", SharedBroker.bootstrapServers()));
        command.addAll(List.of(more));
        return CommandRun.of(command.toArray());
    }

    @Test
    void shouldNameBadRecordsAndKeepAllElse() throws Exception {
        send(pcm(0, 100), "0");
        send(pcm(100, 100), "abc");
        send(new byte[7], "100");
        send(pcm(0, 100), "1000000000000");
        send(pcm(100, 100), "100");
        send(pcm(150, 100), "150");
        send(pcm(300, 100), "300");
        send(null, "400");
        Path file = directory.resolve("a.wav");
        CommandRun run = receive(file);

        assertEquals(0, run.exitCode(), run.err());
        for (String reason : List.of("offset 1 of", "offset 2 of", "7 bytes", "offset 3 of", "1000000000000")) {
            assertTrue(run.err().contains(reason), run.err());
        }
        byte[] expected = pcm(0, 400);
        Arrays.fill(expected, 500, 600, (byte) 0);
        assertEquals(new Waveform(Pcm16.toFloats(expected), 16_000), AudioFiles.read(file));
        assertTrue(run.out().contains("missing"), run.out());
    }

    @Test
    void shouldKeepWhatCameWhereTheStreamDoesNotEnd() throws Exception {
        send(pcm(0, 100), "0");
        send(pcm(100, 100), "100");
        Path file = directory.resolve("a.wav");
        CommandRun run = receive(file);

        assertEquals(0, run.exitCode(), run.err());
        assertEquals(new Waveform(Pcm16.toFloats(pcm(0, 200)), 16_000), AudioFiles.read(file));
    }
}
