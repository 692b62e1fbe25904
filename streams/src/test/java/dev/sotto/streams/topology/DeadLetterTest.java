package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketWriter;
import dev.sotto.packet.StreamPacketWriter;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.MarkUntimed;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.PcmRecord;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import dev.sotto.token.TokenSequence;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    /** What is left of a MiB for the value of a dead letter. */
    private static final int MAX_VALUE = (1 << 20) - (8 << 10);

    private static final byte[] KEY = StreamId.write("a");

    private final CodecDriver encoder = CodecDriver.ofEncoder(
            CodecTopology.encode(Topics.DEFAULT, CODEC, 1, 1, PacketCoding.PLAIN, Continuity.WITHOUT_REPLAY));
    private final CodecDriver decoder = CodecDriver.ofDecoder(
            CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.empty(), Continuity.WITHOUT_REPLAY));

    @AfterEach
    void close() {
        encoder.close();
        decoder.close();
    }

    @Test
    void shouldRefuseSpeechOfAnotherRate() {
        assertPoison(encoder, KEY, new byte[640], StreamHeaders.of(8_000, 0), "8000 Hz");
    }

    @Test
    void shouldRefuseHalfASample() {
        assertPoison(encoder, KEY, new byte[641], new RecordHeaders(), "641 bytes");
    }

    @Test
    void shouldRefuseAnAbsurdSize() {
        assertPoison(encoder, KEY, new byte[PcmRecord.MAX_BYTES + 2], new RecordHeaders(), "at most 1048576");
    }

    @Test
    void shouldRefuseAPositionThatIsNoNumber() {
        Headers headers = new RecordHeaders().add(StreamHeaders.POSITION, "-5".getBytes(StandardCharsets.US_ASCII));
        assertPoison(encoder, KEY, new byte[640], headers, StreamHeaders.POSITION);
    }

    @Test
    void shouldRefuseAPositionThatPacketsCannotNumber() {
        assertPoison(encoder, KEY, new byte[640], StreamHeaders.of(16_000, 999_999_999_999_999L), "packets can number");
    }

    @Test
    void shouldRefuseAKeyThatNamesNoStream() {
        assertPoison(encoder, null, new byte[640], new RecordHeaders(), "no key");
        assertPoison(encoder, new byte[257], new byte[640], new RecordHeaders(), "257 bytes");
        assertPoison(decoder, new byte[] {(byte) 0xff}, packet(0), new RecordHeaders(), "UTF-8");
    }

    @Test
    void shouldCutWhatIsLongerThanAProducerTakes() {
        assertPoison(encoder, KEY, new byte[10 << 20], new RecordHeaders(), "at most 1048576");
        assertPoison(decoder, KEY, new byte[1_048_002], new RecordHeaders(), "");
        encoder.send(new byte[100_000], new byte[640], new RecordHeaders(), 10);
        TestRecord<byte[], byte[]> letter = encoder.deadLetters().get(0);
        assertEquals(1 << 10, letter.key().length);
        assertEquals("100000", text(letter, "sotto.dlq.key-length"));
    }

    @Test
    void shouldSetAsideWhatHasNoTimestamp() {
        ConsumerRecord<Object, Object> untimed = new ConsumerRecord<>("voice.pcm", 0, 7, KEY, new byte[640]);
        assertEquals(5, new MarkUntimed().extract(untimed, 5));
        assertPoison(encoder, KEY, new byte[640], untimed.headers(), "no timestamp");
    }

    @Test
    void shouldRefuseBytesThatAreNoPacket() {
        byte[] garbage = "no packet at all".getBytes(StandardCharsets.US_ASCII);
        assertPoison(decoder, KEY, garbage, new RecordHeaders(), "byte 0");
    }

    @Test
    void shouldRefuseARecordWithoutAPacket() {
        assertPoison(decoder, KEY, null, new RecordHeaders(), "no value");
    }

    @Test
    void shouldNameBothModelsOfAMismatch() {
        int other = CODEC.model().packetFingerprint() ^ 0x0101;
        Packet foreign = new Packet(
                other, 0, CODEC.config().bitsPerToken(), new TokenSequence(1, new int[] {0}), Packet.NOT_LAST);
        String ours = String.format("%04x", CODEC.model().packetFingerprint());
        assertPoison(decoder, KEY, PacketWriter.write(foreign), new RecordHeaders(), ours);
        assertPoison(decoder, KEY, PacketWriter.write(foreign), new RecordHeaders(), String.format("%04x", other));
    }

    @Test
    void shouldGoOnWithTheStreamAfterPoison() {
        decoder.send(KEY, packet(0), new RecordHeaders(), 10);
        decoder.send(KEY, new byte[] {1, 2, 3}, new RecordHeaders(), 11);
        decoder.send(KEY, packet(1), new RecordHeaders(), 12);

        // The delay is longer than a frame: of the first one nothing is heard yet.
        assertEquals(1, decoder.output().size());
        assertEquals(0, decoder.count(Counter.GAPS));
    }

    @Test
    void shouldRefuseAnEntropyCodedPacketThatWasAlteredAndGoOnWithTheNextKeyPacket() {
        Prior prior = TestPriors.of(TestModels.tiny(1), 2);
        StreamPacketWriter writer = new StreamPacketWriter(PacketCoding.entropy(prior, 4), 1);
        Topology topology = CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.of(prior), Continuity.WITHOUT_REPLAY);
        try (CodecDriver listener = CodecDriver.ofDecoder(topology)) {
            int heard = 0;
            for (int frame = 0; frame < 6; frame++) {
                byte[] value = writer.write(new Packet(
                        CODEC.model().packetFingerprint(),
                        frame,
                        CODEC.config().bitsPerToken(),
                        new TokenSequence(2, new int[] {frame, 7}),
                        Packet.NOT_LAST));
                if (frame == 2) {
                    value[value.length - 1] ^= 0x10;
                    assertPoison(listener, KEY, value, new RecordHeaders(), "its check byte does not match");
                } else {
                    listener.send(KEY, value, new RecordHeaders(), 10 + frame);
                    heard += listener.output().size();
                }
            }
            assertEquals(4, heard, "frames 1, 2 and 3 in one, 4 and 5; the delay is longer than frame 0");
            assertEquals(2, listener.count(Counter.CONCEALED_FRAMES), "frames 2 and 3 are made up");
            assertEquals(1, listener.count(Counter.UNREADABLE));
        }
    }

    private static byte[] packet(int frame) {
        return PacketWriter.write(new Packet(
                CODEC.model().packetFingerprint(),
                frame,
                CODEC.config().bitsPerToken(),
                new TokenSequence(1, new int[] {0}),
                Packet.NOT_LAST));
    }

    /** The record lies in the dead letters as it came, with the reason beside it; nothing comes out. */
    private static void assertPoison(CodecDriver driver, byte[] key, byte[] value, Headers headers, String reason) {
        long before = driver.count(Counter.DEAD_LETTERS);
        driver.send(key, value, headers, 10);

        assertEquals(List.of(), driver.output());
        List<TestRecord<byte[], byte[]>> letters = driver.deadLetters();
        assertEquals(1, letters.size());
        TestRecord<byte[], byte[]> letter = letters.get(0);
        assertArrayEquals(key, letter.key());
        assertValue(value, letter);
        assertNull(letter.headers().lastHeader("__streams.errors.stacktrace"));
        String message = text(letter, "__streams.errors.message");
        assertTrue(message.contains(reason), message);
        for (String name : List.of("exception", "topic", "partition", "offset")) {
            text(letter, "__streams.errors." + name);
        }
        assertEquals(before + 1, driver.count(Counter.DEAD_LETTERS));
    }

    /** As it came, or its beginning and how long it was. */
    private static void assertValue(byte[] value, TestRecord<byte[], byte[]> letter) {
        if (value == null || value.length <= MAX_VALUE) {
            assertArrayEquals(value, letter.value());
            assertNull(letter.headers().lastHeader("sotto.dlq.length"));
        } else {
            assertArrayEquals(Arrays.copyOf(value, MAX_VALUE), letter.value());
            assertEquals(Integer.toString(value.length), text(letter, "sotto.dlq.length"));
        }
    }

    private static String text(TestRecord<byte[], byte[]> letter, String header) {
        return new String(letter.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
