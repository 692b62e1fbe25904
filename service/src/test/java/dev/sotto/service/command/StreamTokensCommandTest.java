package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sotto.broker.SharedBroker;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topic;
import dev.sotto.token.TokenSequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stream a: plain, a repeat, garbage. Stream b: entropy-coded, with a packet lost, key packets every 20 frames. */
class StreamTokensCommandTest {

    private static final Prior PRIOR = TestPriors.of(TestModels.tiny(1), 2);
    private static final int FRAMES = 5;

    @TempDir
    Path directory;

    private final ClientProperties client = ClientProperties.of(SharedBroker.bootstrapServers());
    private final Topic topic = new Topic(SharedBroker.unique("tokens"));
    private final List<Packet> a = packets(4, 1);
    private final List<Packet> b = packets(10, 2);
    private Path prior;

    private static List<Packet> packets(int number, int seed) {
        Random random = new Random(seed);
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int[] tokens = random.ints(2 * FRAMES, 0, 64).toArray();
            packets.add(new Packet(
                    0xabcd, i * FRAMES, 6, new TokenSequence(2, tokens), i == number - 1 ? 7 : Packet.NOT_LAST));
        }
        return packets;
    }

    @BeforeEach
    void fill() throws Exception {
        PriorFile file = PRIOR.file();
        prior = Files.write(directory.resolve("prior"), PriorFile.write(file.config(), file.tensors(), Map.of()));
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(List.of(topic), 2, 1, Map.of());
        }
        StreamPacketWriter plain = new StreamPacketWriter(PacketCoding.PLAIN, FRAMES);
        StreamPacketWriter coded = new StreamPacketWriter(PacketCoding.entropy(PRIOR, 20), FRAMES);
        try (var producer =
                new KafkaProducer<>(client.producer(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < a.size(); i++) {
                byte[] bytes = plain.write(a.get(i));
                put(producer, "a", 1000 + i, bytes);
                put(producer, "a", 1000 + i, i == 1 ? new byte[] {1, 2} : bytes);
            }
            for (int i = 0; i < b.size(); i++) {
                byte[] bytes = coded.write(b.get(i));
                if (i != 2) {
                    put(producer, "b", 2000 + i, bytes);
                }
            }
        }
    }

    private void put(KafkaProducer<byte[], byte[]> producer, String id, long timestamp, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), null, timestamp, StreamId.write(id), value));
    }

    private CommandRun run(String... options) {
        List<String> line = new ArrayList<>(List.of(
                "stream",
                "tokens",
                "--from-beginning",
                "--bootstrap-servers",
                SharedBroker.bootstrapServers(),
                "--tokens-topic",
                topic.name()));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray());
    }

    private static List<JsonObject> lines(String text) {
        return text.lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static void assertLine(Packet packet, long missing, JsonObject line) {
        assertEquals(packet.firstFrame(), line.get("firstFrame").getAsLong());
        assertEquals(FRAMES, line.get("frames").getAsInt());
        assertEquals(missing, line.get("missing").getAsLong());
        assertEquals(packet.endsStream(), line.get("end").getAsBoolean());
        assertEquals("abcd", line.get("model").getAsString());
        for (int q = 0; q < 2; q++) {
            JsonArray row = line.get("tokens").getAsJsonArray().get(q).getAsJsonArray();
            assertEquals(FRAMES, row.size());
            for (int t = 0; t < FRAMES; t++) {
                assertEquals(packet.tokens().token(t, q), row.get(t).getAsInt());
            }
        }
    }

    @Test
    void shouldWriteEachPacketOnceUntilTheStreamEnds() {
        CommandRun run = run("--stream", "a");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().contains("is left out: begins with 0x01"), run.err());
        List<JsonObject> lines = lines(run.out());
        assertEquals(a.size(), lines.size());
        for (int i = 0; i < a.size(); i++) {
            assertLine(a.get(i), 0, lines.get(i));
            assertEquals(1000 + i, lines.get(i).get("timestamp").getAsLong());
        }
    }

    @Test
    void shouldGoOnWithTheNextKeyPacketAfterALostOne() {
        CommandRun run = run("--stream", "b", "--prior", prior.toString());
        assertEquals(0, run.exitCode(), run.err());
        List<JsonObject> lines = lines(run.out());
        List<Integer> readable = List.of(0, 1, 4, 5, 6, 7, 8, 9);
        assertEquals(readable.size(), lines.size());
        for (int i = 0; i < readable.size(); i++) {
            assertLine(b.get(readable.get(i)), readable.get(i) == 4 ? 10 : 0, lines.get(i));
        }
    }

    @Test
    void shouldWriteAllStreamsToAFile() throws Exception {
        Path out = directory.resolve("live.jsonl");
        CommandRun run = run("--all", "--prior", prior.toString(), "--timeout", "1", "--out", out.toString());
        assertEquals(0, run.exitCode(), run.err());
        List<JsonObject> lines = lines(Files.readString(out));
        assertEquals(
                4,
                lines.stream()
                        .filter(l -> l.get("stream").getAsString().equals("a"))
                        .count());
        assertEquals(
                8,
                lines.stream()
                        .filter(l -> l.get("stream").getAsString().equals("b"))
                        .count());
    }

    @Test
    void shouldSayThatNothingCame() {
        CommandRun run = run("--stream", "nobody", "--timeout", "0.3");
        assertEquals(2, run.exitCode());
        assertTrue(run.err().startsWith("sotto: Waiting for stream 'nobody' on topic "), run.err());
        assertTrue(run.err().contains("within 0.3 s") && run.err().contains("--from-beginning"), run.err());
    }

    @Test
    void shouldWantOneStreamOrAll() {
        assertEquals(2, run().exitCode());
        assertTrue(run("--stream", "a", "--all").err().contains("one of the two"));
    }
}
