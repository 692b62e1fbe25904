package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.RateConverter;
import dev.sotto.audio.Waveform;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketReader;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.service.gateway.GatewayClient.Message;
import dev.sotto.streams.client.Pace;
import dev.sotto.streams.client.SpeechSender;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway between clients and a real broker. */
class GatewayTest {

    private static final Waveform SPEECH = AudioFiles.defaultClip().slice(0, 24_000);
    private static final byte[] PCM = Pcm16.toBytes(SPEECH.samples());
    private static final int PIECE = 640;
    private static final String END = "{\"type\":\"end\"}";

    private static RunningGateway running;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        running = new RunningGateway();
        gateway = running.gateway();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static byte[] decoded(int codebooks) {
        return Pcm16.toBytes(RunningGateway.CODEC
                .decode(RunningGateway.CODEC.encode(SPEECH, codebooks), SPEECH.length())
                .samples());
    }

    @Test
    void shouldGiveBackWhatTheCodecAloneMakesOfIt() {
        try (GatewayClient anna = GatewayClient.enter(gateway, "alone", "anna", "\"self\":true")) {
            anna.sound(PCM, PIECE);
            anna.text(END);
            assertArrayEquals(decoded(RunningGateway.CODEBOOKS), anna.awaitStream("anna"));
            // What is said next is a stream of its own.
            anna.sound(PCM, 2 * PIECE);
            anna.text(END);
            assertArrayEquals(decoded(RunningGateway.CODEBOOKS), anna.awaitStream("anna"));
        }
    }

    @Test
    void shouldLetEverybodyInTheRoomHearAndNobodyElse() throws Exception {
        try (GatewayClient anna = GatewayClient.enter(gateway, "kitchen", "anna");
                GatewayClient bert = GatewayClient.enter(gateway, "kitchen", "bert");
                GatewayClient carl = GatewayClient.enter(gateway, "cellar", "carl")) {
            assertEquals("bert", anna.await("joined").stream());
            anna.sound(PCM, PIECE);
            anna.text(END);
            assertArrayEquals(decoded(RunningGateway.CODEBOOKS), bert.awaitStream("anna"));
            bert.hangUp();
            assertEquals("bert", anna.await("left").stream());
            // She did not ask for her own voice.
            assertNull(anna.poll(Duration.ofMillis(50)));
            assertNull(carl.poll(Duration.ofMillis(50)));
        }
    }

    @Test
    void shouldHearWhoSpeaksByOtherMeans() throws Exception {
        try (GatewayClient anna = GatewayClient.enter(gateway, "office", "anna");
                SpeechSender sender = new SpeechSender(
                        running.codec().client(), running.codec().topics().pcm(), "office/phone 7", 16_000)) {
            sender.sendAll(new ByteArrayInputStream(PCM), 320, Pace.AT_ONCE, position -> {});
            assertArrayEquals(decoded(RunningGateway.CODEBOOKS), anna.awaitStream("phone 7"));
        }
    }

    @Test
    void shouldGivePacketsAndChangeTheirCodebooksWhileOneSpeaks() {
        try (GatewayClient anna = GatewayClient.enter(
                gateway, "tokens", "anna", "\"self\":true", "\"format\":\"packets\"", "\"codebooks\":1")) {
            List<Integer> codebooks = new ArrayList<>();
            for (int wish : new int[] {1, 4, 2}) {
                anna.text("{\"type\":\"codebooks\",\"codebooks\":" + wish + "}");
                anna.sound(new byte[10 * PIECE], PIECE);
            }
            anna.text(END);
            anna.await(
                    m -> {
                        if (m.type().equals("packet")) {
                            codebooks.add(PacketReader.read(m.bytes()).tokens().numCodebooks());
                            assertEquals(
                                    68 + "tokens/anna".length() + m.bytes().length,
                                    m.text().get("wire").getAsInt());
                        }
                        return m.type().equals("ended");
                    },
                    "end");
            assertEquals(List.of(1, 4, 2), codebooks.stream().distinct().toList());
            // Two more for the decoder's delay.
            assertEquals(32, codebooks.size());
        }
    }

    @Test
    void shouldGiveEntropyCodedPacketsAsPlainTokensAndSayWhatTheyCost() {
        StreamPacketWriter coded = new StreamPacketWriter(PacketCoding.entropy(RunningGateway.PRIOR, 20), 5);
        TokenSequence tokens = RunningGateway.CODEC.encode(SPEECH, RunningGateway.CODEBOOKS);
        try (GatewayClient anna = GatewayClient.enter(gateway, "coded", "anna", "\"format\":\"packets\"");
                var producer = new KafkaProducer<>(
                        running.codec().client().producer(Map.of()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int from = 0; from < 40; from += 5) {
                Packet packet = new Packet(7, from, 6, tokens.frames(from, from + 5), Packet.NOT_LAST);
                byte[] bytes = coded.write(packet);
                producer.send(new ProducerRecord<>(
                        running.codec().topics().tokens().name(), StreamId.write("coded/phone"), bytes));
                Message message = anna.await("packet");
                assertEquals(packet, PacketReader.read(message.bytes()));
                assertEquals(bytes.length, message.text().get("bytes").getAsInt());
                assertEquals(
                        68 + "coded/phone".length() + bytes.length,
                        message.text().get("wire").getAsInt());
            }
        }
    }

    @Test
    void shouldLetPacketsBeThatItCannotRead() {
        StreamPacketWriter coded = new StreamPacketWriter(PacketCoding.entropy(RunningGateway.PRIOR, 0), 5);
        TokenSequence tokens = RunningGateway.CODEC.encode(SPEECH, 2);
        PlainPackets plain = new PlainPackets(Optional.of(RunningGateway.PRIOR));
        byte[] key = coded.write(new Packet(7, 0, 6, tokens.frames(0, 5), Packet.NOT_LAST));
        byte[] next = coded.write(new Packet(7, 5, 6, tokens.frames(5, 10), Packet.NOT_LAST));
        OptionalLong epoch = OptionalLong.empty();
        assertEquals(Optional.empty(), plain.of("who/came late", next, epoch, 1));
        assertSame(
                key,
                new PlainPackets(Optional.empty()).of("no/prior", key, epoch, 1).orElseThrow());
        byte[] garbage = {(byte) 0xa2, 1, 2};
        assertSame(garbage, plain.of("no/packet", garbage, epoch, 1).orElseThrow());
        assertEquals(
                0,
                PacketReader.read(plain.of("who/came late", key, epoch, 2).orElseThrow())
                        .firstFrame());
        assertEquals(
                5,
                PacketReader.read(plain.of("who/came late", next, epoch, 3).orElseThrow())
                        .firstFrame());
        assertEquals(Optional.empty(), plain.of("who/came late", next, epoch, 3), "a repeat is for nobody");
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 24_000, 48_000})
    void shouldTakeAndGiveOtherRates(int rate) {
        byte[] pcm = Pcm16.toBytes(RateConverter.convert(SPEECH, rate).samples());
        try (GatewayClient anna =
                GatewayClient.enter(gateway, "rate " + rate, "anna", "\"self\":true", "\"rate\":" + rate)) {
            anna.sound(pcm, rate / 50 * 2);
            anna.text(END);
            byte[] heard = anna.awaitStream("anna");
            // To the codec's rate and back, each time rounded to whole samples.
            assertTrue(Math.abs(heard.length - pcm.length) <= 4 * 2, heard.length + " of " + pcm.length);
        }
    }

    @Test
    void shouldReplayTheRoomAndSayWhatItCost() {
        try (GatewayClient anna = GatewayClient.enter(gateway, "again", "anna")) {
            anna.sound(PCM, PIECE);
            anna.text(END);
            try (GatewayClient bert = GatewayClient.enter(gateway, "again", "bert")) {
                int frames = RunningGateway.CODEC.config().numFrames(SPEECH.length());
                List<Byte> heard = new ArrayList<>();
                Message cost = null;
                // What anna said may still be on its way.
                while (cost == null
                        || heard.size() < PCM.length
                        || cost.text().get("packets").getAsInt() < frames) {
                    heard.clear();
                    bert.text("{\"type\":\"replay\",\"seconds\":60}");
                    cost = bert.await(
                            m -> {
                                if (m.type().equals("replay")) {
                                    for (byte b : m.bytes()) {
                                        heard.add(b);
                                    }
                                }
                                return m.type().equals("replayed");
                            },
                            "replay");
                }
                assertEquals(PCM.length, heard.size());
                assertEquals(PCM.length, cost.text().get("pcm").getAsInt());
                assertEquals(frames, cost.text().get("packets").getAsInt());
                int tokens = (RunningGateway.CODEBOOKS * 6 + 7) / 8;
                int bytes = cost.text().get("bytes").getAsInt();
                assertTrue(bytes > frames * (7 + tokens) - 1 && bytes < frames * (9 + tokens) + 3, "bytes: " + bytes);
            }
        }
    }

    @Test
    void shouldEndTheStreamOfWhoHangsUp() {
        try (GatewayClient anna = GatewayClient.enter(gateway, "hangs up", "anna");
                GatewayClient bert = GatewayClient.enter(gateway, "hangs up", "bert")) {
            // What one has not read when one hangs up makes TCP drop what was sent.
            anna.await("joined");
            anna.sound(PCM, PIECE);
            anna.hangUp();
            assertArrayEquals(decoded(RunningGateway.CODEBOOKS), bert.awaitStream("anna"));
        }
    }

    @Test
    void shouldServeHealthAndMetrics() throws Exception {
        assertEquals(200, get("/health/live").statusCode());
        assertEquals(200, get("/health/ready").statusCode());
        HttpResponse<String> metrics = get("/metrics");
        assertEquals(200, metrics.statusCode());
        assertTrue(metrics.body().contains("sotto_gateway_connections "), metrics.body());
        assertFalse(metrics.body().contains("kafka_sotto"));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return get(gateway, path);
    }

    static HttpResponse<String> get(Gateway gateway, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(gateway.url(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
