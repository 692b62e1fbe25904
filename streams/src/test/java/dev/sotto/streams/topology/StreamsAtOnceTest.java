package dev.sotto.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.Pcm16;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.streams.processor.Continuity;
import dev.sotto.streams.processor.InputReplay;
import dev.sotto.streams.processor.StreamCounters.Counter;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.streams.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a poll brings at once, each record has the outcome that it has alone, and at its own turn. */
class StreamsAtOnceTest {

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final int HOP = CODEC.config().hopLength();
    private static final Prior PRIOR = TestPriors.of(CODEC.model(), 2);
    private static final int FRAMES = 5;
    private static final int STREAMS = 64;

    enum Coding {
        PLAIN(PacketCoding.PLAIN),
        ENTROPY(PacketCoding.entropy(PRIOR, 23)),
        PAUSES(PacketCoding.PLAIN.withPauses(20)),
        BOTH(PacketCoding.entropy(PRIOR, 23).withPauses(20));

        private final PacketCoding coding;

        Coding(PacketCoding coding) {
            this.coding = coding;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldEncodeManyStreamsAsEachAlone(Coding coding) {
        assertSameInPolls(continuity -> encoder(coding, continuity), speech(600));
    }

    @ParameterizedTest
    @EnumSource
    void shouldDecodeManyStreamsAsEachAlone(Coding coding) {
        assertSameInPolls(StreamsAtOnceTest::decoder, packets(coding));
    }

    private static void assertSameInPolls(
            Function<Continuity, CodecDriver> driver, List<TestRecord<byte[], byte[]>> records) {
        try (CodecDriver alone = driver.apply(Continuity.WITHOUT_REPLAY);
                CodecDriver together = driver.apply(Continuity.WITHOUT_REPLAY)) {
            records.forEach(r -> alone.send(r.key(), r.value(), r.headers(), r.timestamp()));
            Random random = new Random(5);
            int next;
            for (int from = 0; from < records.size(); from = next) {
                next = Math.min(records.size(), from + 1 + random.nextInt(100));
                together.poll(records.subList(from, next), next - from);
            }
            List<String> expected = lines(alone.output());
            assertTrue(expected.size() > 100, expected.size() + " records");
            assertEquals(expected, lines(together.output()));
            List<String> letters = lines(alone.deadLetters());
            assertTrue(letters.size() > 5, letters.size() + " dead letters");
            assertEquals(letters, lines(together.deadLetters()));
            for (Counter counter : Counter.values()) {
                if (counter != Counter.WORK_NANOS) {
                    assertEquals(alone.count(counter), together.count(counter), counter.toString());
                }
            }
        }
    }

    /** Its frames are counted as soon as they are encoded, its packets go at their turn. */
    @ParameterizedTest
    @EnumSource
    void shouldDealWithAPollAtOnceAndSendEachOutcomeAtItsTurn(Coding coding) {
        List<TestRecord<byte[], byte[]>> poll = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            poll.add(record("s" + i, noise(i, FRAMES * HOP), StreamHeaders.of(16_000, 0), i));
        }
        try (CodecDriver driver = encoder(coding, Continuity.WITHOUT_REPLAY)) {
            driver.poll(poll, 1);

            assertEquals(10 * FRAMES, driver.count(Counter.FRAMES));
            assertEquals(1, driver.output().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeOverTheEncoderInTheMiddleOfAPoll(Coding coding) {
        assertTakenOver(continuity -> encoder(coding, continuity), speechOfOneLife());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeOverTheDecoderInTheMiddleOfAPoll(Coding coding) {
        try (CodecDriver encoder = encoder(coding, Continuity.WITHOUT_REPLAY)) {
            speechOfOneLife().forEach(r -> encoder.send(r.key(), r.value(), r.headers(), r.timestamp()));
            assertTakenOver(StreamsAtOnceTest::decoder, encoder.output());
        }
    }

    /** What the dead process had dealt with beyond the record that it had come to is dealt with again. */
    private static void assertTakenOver(
            Function<Continuity, CodecDriver> driver, List<TestRecord<byte[], byte[]>> records) {
        int cut = 2 * records.size() / 3 + 3;
        int poll = Math.min(records.size(), cut + 17);
        List<String> expected;
        List<String> found;
        try (CodecDriver alone = driver.apply(Continuity.WITHOUT_REPLAY);
                CodecDriver dying = driver.apply(Continuity.WITHOUT_REPLAY);
                CodecDriver successor = driver.apply(Continuity.of(replay(records.subList(0, cut))))) {
            records.forEach(r -> alone.send(r.key(), r.value(), r.headers(), r.timestamp()));
            expected = lines(alone.output());
            dying.poll(records.subList(0, cut - 5), cut - 5);
            dying.poll(records.subList(cut - 5, poll), 5);
            found = lines(dying.output());
            assertNotEquals(expected, found);
            successor.poll(records.subList(cut, records.size()), records.size() - cut);
            found.addAll(lines(successor.output()));
        }
        assertEquals(withoutEpochs(expected), withoutEpochs(found));
    }

    /** A successor says it once more. */
    private static List<String> withoutEpochs(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceAll(" " + StreamHeaders.EPOCH + "=\\d+", ""))
                .toList();
    }

    private static InputReplay replay(List<TestRecord<byte[], byte[]>> before) {
        return (partition, offset, records) -> {
            for (int i = 0; i < before.size(); i++) {
                TestRecord<byte[], byte[]> record = before.get(i);
                records.accept(new ConsumerRecord<>(
                        partition.topic(),
                        0,
                        i,
                        record.timestamp(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        record.key(),
                        record.value(),
                        record.headers(),
                        Optional.empty()));
            }
        };
    }

    private static CodecDriver encoder(Coding coding, Continuity continuity) {
        return CodecDriver.ofEncoder(CodecTopology.encode(Topics.DEFAULT, CODEC, 2, FRAMES, coding.coding, continuity));
    }

    private static CodecDriver decoder(Continuity continuity) {
        return CodecDriver.ofDecoder(CodecTopology.decode(Topics.DEFAULT, CODEC, Optional.of(PRIOR), continuity));
    }

    /** Streams of different ages, in pieces of any length, with gaps, repeats, ends, new lives and poison. */
    private static List<TestRecord<byte[], byte[]>> speech(int count) {
        Random random = new Random(1);
        int[] positions = new int[STREAMS];
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int s = random.nextInt(1 + Math.min(STREAMS - 1, i / 4));
            String id = "s" + s;
            int fate = random.nextInt(40);
            Headers headers = StreamHeaders.of(16_000, positions[s]);
            if (fate == 0) {
                records.add(new TestRecord<>(StreamId.write(id), null, headers, 1_000_000L + i));
                positions[s] = 0;
            } else if (fate == 1) {
                records.add(new TestRecord<>(StreamId.write(id), new byte[641], headers, 1_000_000L + i));
            } else if (fate == 2) {
                records.add(new TestRecord<>(null, new byte[640], headers, 1_000_000L + i));
            } else {
                positions[s] += fate == 3 ? 2_500 : fate == 4 ? -Math.min(positions[s], 700) : 0;
                headers = StreamHeaders.of(16_000, positions[s]);
                if (fate < 12) {
                    StreamHeaders.add(headers, StreamHeaders.CODEBOOKS, 1 + random.nextInt(4));
                }
                int length = fate > 25 ? FRAMES * HOP : 1 + random.nextInt(8 * HOP);
                records.add(record(id, noise(i, length), headers, i));
                positions[s] += length;
            }
        }
        return records;
    }

    /** As they are written, but that some are lost, come again, or are damaged. */
    private static List<TestRecord<byte[], byte[]>> packets(Coding coding) {
        Random random = new Random(2);
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        try (CodecDriver encoder = encoder(coding, Continuity.WITHOUT_REPLAY)) {
            speech(1_500).forEach(r -> encoder.send(r.key(), r.value(), r.headers(), r.timestamp()));
            for (TestRecord<byte[], byte[]> packet : encoder.output()) {
                int fate = random.nextInt(30);
                if (fate == 0) {
                    byte[] damaged = packet.value().clone();
                    damaged[0] ^= 0x55;
                    records.add(new TestRecord<>(packet.key(), damaged, packet.headers(), packet.timestamp()));
                } else if (fate > 1) {
                    records.add(packet);
                }
                if (fate == 2) {
                    records.add(packet);
                }
            }
        }
        return records;
    }

    private static List<TestRecord<byte[], byte[]>> speechOfOneLife() {
        List<TestRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int s = 0; s < 12; s++) {
                int length = FRAMES * HOP - 40 * s;
                records.add(record(
                        "s" + s,
                        noise(12 * round + s, length),
                        StreamHeaders.of(16_000, round * length),
                        12 * round + s));
            }
        }
        return records;
    }

    private static TestRecord<byte[], byte[]> record(String id, float[] samples, Headers headers, int time) {
        return new TestRecord<>(StreamId.write(id), Pcm16.toBytes(samples), headers, 1_000_000L + time);
    }

    /** Every third is nearly silent. */
    private static float[] noise(int seed, int length) {
        Random random = new Random(seed);
        float level = seed / 12 % 3 == 0 ? 0.2f : 0.0005f;
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (level * random.nextGaussian());
        }
        return samples;
    }

    private static List<String> lines(List<TestRecord<byte[], byte[]>> records) {
        List<String> lines = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : records) {
            StringBuilder line = new StringBuilder(record.timestamp() + " " + hex(record.key()));
            new RecordHeaders(record.headers())
                    .forEach(header -> line.append(
                            header.key().endsWith("stacktrace")
                                    ? ""
                                    : " " + header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
            lines.add(line + " " + hex(record.value()));
        }
        return lines;
    }

    private static String hex(byte[] bytes) {
        return bytes == null
                ? "null"
                : bytes.length > 200
                        ? Arrays.hashCode(bytes) + ""
                        : HexFormat.of().formatHex(bytes);
    }
}
