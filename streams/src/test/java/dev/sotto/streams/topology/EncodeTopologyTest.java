package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.Topics;
import dev.sotto.token.TokenSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeTopologyTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final int CODEBOOKS = 2;
    private static final int FRAMES = 5;
    private static final float[] SPEECH = noise(23 * HOP + 77);

    private final CodecDriver driver = CodecDriver.ofEncoder(CodecTopology.encode(
            Topics.DEFAULT, CODEC, CODEBOOKS, FRAMES, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY));

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 160, 320, 1000, 100_000})
    void shouldGiveTheTokensOfTheWholeFileForAnyChunkSize(int chunk) {
        driver.speakOn("a", SPEECH, 0, chunk);

        assertWhole(SPEECH, driver.packets());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 159, 160, 161, 319, 320, 1439, 1440, 1441, 1600, 1601})
    void shouldEndAStreamOfAnyLength(int length) {
        float[] speech = Arrays.copyOf(SPEECH, length);
        driver.speakOn("a", speech, 0, 320);

        List<Packet> packets = driver.packets();
        assertWhole(speech, packets);
        Packet last = packets.get(packets.size() - 1);
        assertEquals(length, last.nextFrame() * HOP - CODEC.config().delay() - last.padding());
    }

    @Test
    void shouldTakeRecordsWithoutHeadersAsOneAfterTheOther() {
        for (int life = 0; life < 2; life++) {
            for (int i = 0; i < SPEECH.length; i += 500) {
                int to = Math.min(SPEECH.length, i + 500);
                driver.send("kcat", Pcm16.toBytes(SPEECH, i, to - i), new RecordHeaders());
            }
            driver.send("kcat", null, new RecordHeaders());

            assertWhole(SPEECH, driver.packets());
        }
    }

    @Test
    void shouldStampAPacketWithTheTimeOfTheRecordThatCompletedIt() {
        driver.speak("a", SPEECH, 0, FRAMES * HOP - 1);
        long time = driver.send(
                "a", Pcm16.toBytes(SPEECH, FRAMES * HOP - 1, 1), StreamHeaders.of(16_000, FRAMES * HOP - 1));
        driver.speak("a", SPEECH, FRAMES * HOP, FRAMES * HOP + 1);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        assertEquals(1, records.size());
        assertEquals(time, records.get(0).timestamp());
    }

    @Test
    void shouldUseTheCodebooksThatARecordAsksForFromThePacketThatBeginsInIt() {
        int[] wishes = {0, 0, 0, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1, 4, 0};
        for (int i = 0; i < wishes.length; i++) {
            Headers headers = StreamHeaders.of(16_000, i * HOP);
            if (wishes[i] > 0) {
                StreamHeaders.add(headers, StreamHeaders.CODEBOOKS, wishes[i]);
            }
            driver.send("a", Pcm16.toBytes(SPEECH, i * HOP, HOP), headers);
        }
        driver.end("a", wishes.length * HOP);

        List<Packet> packets = driver.packets();
        int[] expected = {CODEBOOKS, 3, 1, 4};
        assertEquals(expected.length, packets.size());
        Waveform speech = new Waveform(Arrays.copyOf(SPEECH, wishes.length * HOP), 16_000);
        int frame = 0;
        for (int i = 0; i < expected.length; i++) {
            TokenSequence all = CODEC.encode(speech, expected[i]);
            int to = frame + packets.get(i).tokens().numFrames();
            assertEquals(all.frames(frame, to), packets.get(i).tokens(), "packet " + i);
            frame = to;
        }
    }

    @Test
    void shouldSetAsideWhatAsksForMoreCodebooksThanThereAre() {
        for (String wish : List.of("0", "5", "17", "x")) {
            Headers headers = StreamHeaders.of(16_000, 0);
            headers.add(StreamHeaders.CODEBOOKS, wish.getBytes(StandardCharsets.US_ASCII));
            driver.send("a", new byte[2 * HOP], headers);
        }

        assertEquals(4, driver.deadLetters().size());
        assertEquals(List.of(), driver.packets());
    }

    @Test
    void shouldKeepStreamsApart() {
        float[] other = noise(SPEECH.length + 1);
        for (int i = 0; i < SPEECH.length; i += 320) {
            int to = Math.min(SPEECH.length, i + 320);
            driver.speak("a", SPEECH, i, to);
            driver.speak("b", other, i, to);
        }
        driver.end("a", SPEECH.length);
        driver.speakOn("b", other, SPEECH.length, 320);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        assertWhole(SPEECH, CodecDriver.packets(records, "a"));
        assertWhole(other, CodecDriver.packets(records, "b"));
    }

    @Test
    void shouldDropWhatItHasHad() {
        driver.speak("a", SPEECH, 0, 1000);
        driver.speak("a", SPEECH, 500, 1000);
        driver.speak("a", SPEECH, 900, 1400);
        driver.speakOn("a", SPEECH, 1400, 320);
        driver.end("a", SPEECH.length);

        assertWhole(SPEECH, driver.packets());
        assertEquals(2, driver.count(Counter.REPEATS));
        assertEquals(0, driver.count(Counter.GAPS));
    }

    @Test
    void shouldGiveTheSameBytesAgainForARepeatedStream() {
        driver.speakOn("a", SPEECH, 0, 320);
        List<byte[]> first = driver.output().stream().map(TestRecord::value).toList();
        driver.speakOn("a", SPEECH, 0, 111);
        List<byte[]> second = driver.output().stream().map(TestRecord::value).toList();

        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i), second.get(i));
        }
    }

    @Test
    void shouldKeepFramesAtTheirPositionsAfterAGap() {
        int resumed = 12 * HOP + 100;
        driver.speak("a", SPEECH, 0, 3 * HOP + 10);
        driver.speakOn("a", SPEECH, resumed, 320);

        List<Packet> packets = driver.packets();
        assertEquals(
                List.of(0L, 12L, 15L, 20L),
                packets.stream().map(Packet::firstFrame).toList());
        assertEquals(4, packets.get(0).nextFrame());
        assertEquals(15, packets.get(1).nextFrame());
        float[] afterGap = Arrays.copyOfRange(SPEECH, 12 * HOP, SPEECH.length);
        Arrays.fill(afterGap, 0, 100, 0f);
        assertEquals(encode(afterGap), join(packets.subList(1, packets.size())));
        assertEquals(1, driver.count(Counter.GAPS));
    }

    @Test
    void shouldTakeAGapWithinFramesForSilence() {
        float[] speech = SPEECH.clone();
        Arrays.fill(speech, 3 * HOP + 10, 4 * HOP + 50, 0f);
        driver.speak("a", speech, 0, 3 * HOP + 10);
        driver.speakOn("a", speech, 4 * HOP + 50, 320);

        assertWhole(speech, driver.packets());
        assertEquals(1, driver.count(Counter.GAPS));
    }

    @Test
    void shouldBeginAgainAtPositionZero() {
        driver.speak("a", noise(2 * FRAMES * HOP), 0, FRAMES * HOP + 33);
        assertEquals(1, driver.packets().size());

        driver.speakOn("a", SPEECH, 0, 320);
        assertWhole(SPEECH, driver.packets());
    }

    @Test
    void shouldJoinAStreamLateWithoutMovingItsFrames() {
        driver.speakOn("a", SPEECH, 7 * HOP, 320);

        List<Packet> packets = driver.packets();
        assertEquals(
                List.of(7L, 10L, 15L, 20L),
                packets.stream().map(Packet::firstFrame).toList());
        assertEquals(0, driver.count(Counter.GAPS));
    }

    @Test
    void shouldCountFramesAndPackets() {
        driver.speakOn("a", SPEECH, 0, 320);

        assertEquals(driver.packets().size(), driver.count(Counter.PACKETS));
        assertEquals(CODEC.config().numFrames(SPEECH.length), driver.count(Counter.FRAMES));
    }

    private static TokenSequence encode(float[] speech) {
        return CODEC.encode(new Waveform(Pcm16.toFloats(Pcm16.toBytes(speech)), 16_000), CODEBOOKS);
    }

    /** The packets are all of the speech, in order, and each begins where it should. */
    private static void assertWhole(float[] speech, List<Packet> packets) {
        assertEquals(encode(speech), join(packets));
        for (int i = 0; i < packets.size(); i++) {
            assertEquals((long) i * FRAMES, packets.get(i).firstFrame());
            assertEquals(i == packets.size() - 1, packets.get(i).endsStream());
        }
    }

    private static TokenSequence join(List<Packet> packets) {
        assertFalse(packets.isEmpty());
        assertTrue(packets.stream().allMatch(p -> p.tokens().numCodebooks() == CODEBOOKS));
        int[] tokens = packets.stream()
                .flatMapToInt(p -> Arrays.stream(p.tokens().tokens()))
                .toArray();
        return new TokenSequence(CODEBOOKS, tokens);
    }

    private static float[] noise(int length) {
        Random random = new Random(length);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return Pcm16.toFloats(Pcm16.toBytes(samples));
    }
}
