package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketWriter;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeTopologyTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final CodecConfig CONFIG = CODEC.config();
    private static final int HOP = CONFIG.hopLength();
    private static final long TIME = 5_000;

    private final CodecDriver driver = CodecDriver.ofDecoder(
            CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY));

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,1", "160,5", "161,1", "7437,5", "7437,1", "7437,255", "8000,3"})
    void shouldBeAsLongAsWhatWasSpoken(int length, int framesPerPacket) {
        TokenSequence tokens = tokens(length);
        sendAll(packets(tokens, length, framesPerPacket), TIME);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        assertArrayEquals(pcm(tokens, length), join(records));
        assertPositionsFollowOn(records, length);
    }

    @Test
    void shouldDropRepeatsAndOldPackets() {
        TokenSequence tokens = tokens(8000);
        List<Packet> packets = packets(tokens, 8000, 5);
        send(packets.get(0), TIME);
        send(packets.get(1), TIME + 1);
        send(packets.get(1), TIME + 1);
        send(packets.get(0), TIME);
        for (int i = 2; i < packets.size(); i++) {
            send(packets.get(i), TIME + i);
        }
        sendAll(packets, TIME);

        assertArrayEquals(pcm(tokens, 8000), join(driver.output()));
        assertEquals(2 + packets.size(), driver.count(Counter.REPEATS));
        assertEquals(0, driver.count(Counter.GAPS));
    }

    @Test
    void shouldDecodeOnlyWhatIsNewInAnOverlap() {
        TokenSequence tokens = tokens(8000);
        send(packet(tokens, 0, 7, Packet.NOT_LAST), TIME);
        send(packet(tokens, 4, 12, Packet.NOT_LAST), TIME + 1);
        int frames = tokens.numFrames();
        send(packet(tokens, 10, frames, frames * HOP - CONFIG.delay() - 8000), TIME + 2);

        assertArrayEquals(pcm(tokens, 8000), join(driver.output()));
    }

    @Test
    void shouldMakeUpWhatIsMissingAndSaySo() {
        TokenSequence tokens = tokens(8000);
        send(packet(tokens, 0, 5, Packet.NOT_LAST), TIME);
        send(packet(tokens, 12, 15, Packet.NOT_LAST), TIME + 1);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        TestRecord<byte[], byte[]> madeUp = records.get(1);
        TestRecord<byte[], byte[]> after = records.get(2);
        assertEquals(OptionalLong.of(7 * HOP), StreamHeaders.read(madeUp.headers(), StreamHeaders.CONCEALED));
        assertEquals(5 * HOP - CONFIG.delay(), position(madeUp));
        assertEquals(OptionalLong.of(7), StreamHeaders.read(after.headers(), StreamHeaders.GAP));
        assertEquals(12 * HOP - CONFIG.delay(), position(after));
        var decoder = CODEC.newDecoder();
        int codebooks = tokens.numCodebooks();
        float[] samples = new float[15 * HOP];
        decoder.decode(tokens.tokens(), 0, codebooks, 5, samples, 0);
        decoder.conceal(7, tokens.tokens(), 12 * codebooks, codebooks, samples, 5 * HOP);
        decoder.decode(tokens.tokens(), 12 * codebooks, codebooks, 3, samples, 12 * HOP);
        assertArrayEquals(Pcm16.toBytes(samples, 5 * HOP, 7 * HOP), madeUp.value());
        assertArrayEquals(Pcm16.toBytes(samples, 12 * HOP, 3 * HOP), after.value());
        assertEquals(1, driver.count(Counter.GAPS));
        assertEquals(7, driver.count(Counter.CONCEALED_FRAMES));
    }

    @Test
    void shouldMakeUpTheBeginningOfALongGapAndBeginAnewAfterIt() {
        TokenSequence tokens = tokens(90_000);
        send(packet(tokens, 0, 5, Packet.NOT_LAST), TIME);
        send(packet(tokens, 256, 259, Packet.NOT_LAST), TIME + 1);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        assertEquals(250 * HOP * Pcm16.BYTES, records.get(1).value().length);
        TestRecord<byte[], byte[]> after = records.get(2);
        assertEquals(OptionalLong.of(251), StreamHeaders.read(after.headers(), StreamHeaders.GAP));
        assertEquals(256 * HOP - CONFIG.delay(), position(after));
        byte[] alone = Pcm16.toBytes(fromScratch(tokens.frames(256, 259), 256));
        assertArrayEquals(alone, after.value());
    }

    @Test
    void shouldMakeUpNoMoreThanWasSpoken() {
        TokenSequence tokens = tokens(8000);
        send(packet(tokens, 0, 5, Packet.NOT_LAST), TIME);
        send(packet(tokens, 8, 8, 3 * HOP), TIME + 1);

        List<TestRecord<byte[], byte[]>> records = driver.output();
        assertEquals(2, records.size(), "nothing is left to make up");
        assertEquals(5 * HOP - CONFIG.delay(), position(records.get(1)));
    }

    @Test
    void shouldBeginAgainWithAYoungerFrameZero() {
        TokenSequence first = tokens(8000);
        TokenSequence second = tokens(5000);
        send(packet(first, 0, 5, Packet.NOT_LAST), TIME);
        driver.output();

        sendAll(packets(second, 5000, 5), TIME + 100);
        assertArrayEquals(pcm(second, 5000), join(driver.output()));

        send(packet(first, 5, 10, Packet.NOT_LAST), TIME + 1);
        assertEquals(List.of(), driver.output());

        sendAll(packets(first, 8000, 5), TIME + 200);
        assertArrayEquals(pcm(first, 8000), join(driver.output()));
    }

    @Test
    void shouldJoinAStreamLateAtItsPosition() {
        TokenSequence tokens = tokens(8000);
        send(packet(tokens, 10, 15, Packet.NOT_LAST), TIME);

        TestRecord<byte[], byte[]> record = driver.output().get(0);
        assertEquals(10 * HOP - CONFIG.delay(), position(record));
        assertNull(record.headers().lastHeader(StreamHeaders.GAP));
        assertEquals(0, driver.count(Counter.GAPS));
    }

    @Test
    void shouldDecodePacketsOfFewerCodebooks() {
        TokenSequence one = tokens(3000).firstCodebooks(1);
        sendAll(packets(one, 3000, 5), TIME);

        assertArrayEquals(pcm(one, 3000), join(driver.output()));
    }

    @Test
    void shouldCarryOnKeyTimestampAndRate() {
        send(packet(tokens(8000), 0, 5, Packet.NOT_LAST), TIME);

        TestRecord<byte[], byte[]> record = driver.output().get(0);
        assertArrayEquals(StreamId.write("a"), record.key());
        assertEquals(TIME, record.timestamp());
        assertEquals(OptionalLong.of(CONFIG.sampleRate()), StreamHeaders.read(record.headers(), StreamHeaders.RATE));
    }

    private static TokenSequence tokens(int length) {
        Random random = new Random(length);
        int frames = CONFIG.numFrames(length);
        int[] tokens = random.ints((long) frames * CONFIG.numCodebooks(), 0, CONFIG.codebookSize())
                .toArray();
        return new TokenSequence(CONFIG.numCodebooks(), tokens);
    }

    private static List<Packet> packets(TokenSequence tokens, int length, int framesPerPacket) {
        List<Packet> packets = new ArrayList<>();
        int frames = tokens.numFrames();
        for (int f = 0; f < frames; f += framesPerPacket) {
            int to = Math.min(frames, f + framesPerPacket);
            packets.add(packet(tokens, f, to, to == frames ? frames * HOP - CONFIG.delay() - length : Packet.NOT_LAST));
        }
        return packets;
    }

    private static Packet packet(TokenSequence tokens, int from, int to, int padding) {
        return new Packet(
                CODEC.model().packetFingerprint(), from, CONFIG.bitsPerToken(), tokens.frames(from, to), padding);
    }

    private void sendAll(List<Packet> packets, long time) {
        for (int i = 0; i < packets.size(); i++) {
            send(packets.get(i), time + i);
        }
    }

    private void send(Packet packet, long time) {
        driver.send(StreamId.write("a"), PacketWriter.write(packet), new RecordHeaders(), time);
    }

    private static byte[] pcm(TokenSequence tokens, int length) {
        Waveform decoded = CODEC.decode(tokens, length);
        return Pcm16.toBytes(decoded.samples());
    }

    /** All that the frames decode to, the delay not removed. */
    private static float[] fromScratch(TokenSequence tokens, long firstFrame) {
        var decoder = CODEC.newDecoder();
        decoder.reset(firstFrame);
        float[] samples = new float[tokens.numFrames() * HOP];
        for (int f = 0; f < tokens.numFrames(); f++) {
            int codebooks = tokens.numCodebooks();
            decoder.decode(tokens.tokens(), f * codebooks, codebooks, samples, f * HOP);
        }
        return samples;
    }

    private static byte[] join(List<TestRecord<byte[], byte[]>> records) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        records.stream().filter(r -> r.value() != null).forEach(r -> all.writeBytes(r.value()));
        return all.toByteArray();
    }

    private static void assertPositionsFollowOn(List<TestRecord<byte[], byte[]>> records, int length) {
        long next = 0;
        for (TestRecord<byte[], byte[]> record : records) {
            assertEquals(next, position(record));
            next += record.value() == null ? 0 : record.value().length / Pcm16.BYTES;
        }
        assertNull(records.get(records.size() - 1).value());
        assertEquals(length, next);
        assertTrue(records.stream().filter(r -> r.value() == null).count() == 1);
    }

    private static long position(TestRecord<byte[], byte[]> record) {
        return StreamHeaders.read(record.headers(), StreamHeaders.POSITION).orElseThrow();
    }
}
