package dev.sotto.streams.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.broker.SharedBroker;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.client.ClientProperties;
import dev.sotto.streams.client.Listener;
import dev.sotto.streams.client.Listener.Heard;
import dev.sotto.streams.client.PcmProducer;
import dev.sotto.streams.cluster.Cluster;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.StreamCounters;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.Topic;
import dev.sotto.streams.topic.Topics;
import dev.sotto.streams.topology.CodecTopology;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The procedure of OPERATIONS.md: decoded speech and tokens first, speech last, while people speak. */
class GrowingTopicsTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int CODEBOOKS = 2;
    private static final int SAMPLES = 6_400;
    private static final int PIECE = 1_600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClientProperties client = client();
    private final Topics topics =
            Topics.named(SharedBroker.unique("pcm"), SharedBroker.unique("tokens"), SharedBroker.unique("decoded"));
    private final Map<String, byte[]> said = new TreeMap<>();

    /** Who learns of new partitions at once. */
    private static ClientProperties client() {
        Properties settings = new Properties();
        settings.put("metadata.max.age.ms", "100");
        for (String of : new String[] {"producer.", "consumer."}) {
            settings.put(of + "metadata.max.age.ms", "100");
        }
        return new ClientProperties(settings, SharedBroker.bootstrapServers());
    }

    @Test
    @Timeout(120)
    void shouldLoseNothingOfCallsThatAreUnderWay() throws Exception {
        try (Cluster cluster = Cluster.connect(client)) {
            cluster.create(topics.all(), 2, 1, Map.of());
        }
        for (int i = 0; i < 8; i++) {
            said.put("before-" + i, noise(i));
            said.put("later-" + i, noise(i + 20));
        }
        try (CodecApplication encoder = encoder();
                CodecApplication decoder = decoder();
                PcmProducer producer = new PcmProducer(client, "growing", topics.pcm(), 16_000)) {
            encoder.awaitRunning(PATIENCE);
            decoder.awaitRunning(PATIENCE);
            say(producer, "before-", 0, SAMPLES / 2);
            grow(topics.decoded());
            grow(topics.tokens());
            awaitPartition(decoder, topics.tokens().name() + "-4");
            grow(topics.pcm());
            awaitPartition(encoder, topics.pcm().name() + "-4");
            say(producer, "before-", SAMPLES / 2, SAMPLES);
            say(producer, "later-", 0, SAMPLES);
            assertAllHeard();
            for (Counter none : new Counter[] {Counter.GAPS, Counter.LATE_JOINS, Counter.TIMED_OUT}) {
                assertEquals(0, StreamCounters.total(encoder.metrics(), none), none + " at the encoder");
                assertEquals(0, StreamCounters.total(decoder.metrics(), none), none + " at the decoder");
            }
        }
    }

    private void assertAllHeard() throws Exception {
        Map<String, Heard> expected = new TreeMap<>();
        said.forEach((id, pcm) -> {
            Waveform speech = new Waveform(Pcm16.toFloats(pcm), 16_000);
            expected.put(
                    id,
                    new Heard(Pcm16.toBytes(CODEC.decode(CODEC.encode(speech, CODEBOOKS), speech.length())
                            .samples())));
        });
        Listener listener = new Listener(client, topics.decoded(), 5, expected);
        CompletableFuture<Void> listening = listener.start();
        listener.awaitEnds(PATIENCE);
        listening.get();
        listener.assertAllHeard();
    }

    private void say(PcmProducer producer, String who, int from, int to) {
        for (int at = from; at < to; at += PIECE) {
            for (Map.Entry<String, byte[]> call : said.entrySet()) {
                if (call.getKey().startsWith(who)) {
                    byte[] piece = Arrays.copyOfRange(call.getValue(), at * Pcm16.BYTES, (at + PIECE) * Pcm16.BYTES);
                    producer.send(call.getKey(), piece, at, 0, e -> {});
                    if (at + PIECE == SAMPLES) {
                        producer.send(call.getKey(), null, SAMPLES, 0, e -> {});
                    }
                }
            }
        }
        producer.flush();
    }

    private void grow(Topic topic) throws Exception {
        try (Admin admin = Admin.create(client.admin(Map.of()))) {
            admin.createPartitions(Map.of(topic.name(), NewPartitions.increaseTo(5)))
                    .all()
                    .get();
        }
    }

    private static void awaitPartition(CodecApplication application, String partition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!application.health().partitions().contains(partition)) {
            assertTrue(System.nanoTime() < deadline, partition + " is nobody's");
            LockSupport.parkNanos(10_000_000);
        }
    }

    private CodecApplication encoder() {
        return CodecApplication.start(
                CodecTopology.encode(topics, CODEC, CODEBOOKS, 5, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, SharedBroker.unique("encode"), topics.pcm()));
    }

    private CodecApplication decoder() {
        return CodecApplication.start(
                CodecTopology.decode(topics, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY),
                ApplicationProperties.of(client, SharedBroker.unique("decode"), topics.tokens()));
    }

    private static byte[] noise(int seed) {
        Random random = new Random(seed);
        float[] samples = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return Pcm16.toBytes(samples);
    }
}
