package dev.sotto.streams.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.TestModels;
import dev.sotto.packet.MalformedPacketException;
import dev.sotto.packet.Mutations;
import dev.sotto.packet.Packet;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketWriter;
import dev.sotto.streams.topic.PoisonRecordException;
import dev.sotto.streams.topic.StreamHeaders;
import dev.sotto.streams.topic.StreamId;
import dev.sotto.token.TokenSequence;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/**
 * Damaged records are read, or refused with a reason, and never cost more room than they are worth. A million of each
 * kind with {@code -Plong-fuzz}.
 */
class PoisonFuzzTest {

    private static final int RECORDS = Integer.getInteger("sotto.fuzz", 100_000);

    /** Of a record, in bytes. */
    private static final int MAX_LENGTH = 1024;

    private static final long MAX_ALLOCATED = 64 << 10;

    private static final SpeechCodec CODEC = SpeechCodec.of(TestModels.tiny(1));
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random = new Random(42);

    @Test
    void shouldReadOrRefuseAnyPacket() {
        DecodeProcessor decoder = new DecodeProcessor(
                CODEC,
                Optional.empty(),
                Continuity.WITHOUT_REPLAY,
                new OpenStreams(1_000),
                new SameNumber(),
                ReadAhead.NONE);
        List<byte[]> seeds = packets();
        int valid = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = mutated(seeds.get(i % seeds.size()));
            valid += reads(() -> decoder.read(value, new RecordHeaders()), value) ? 1 : 0;
        }
        assertTrue(valid > RECORDS / 100 && valid < RECORDS, valid + " of " + RECORDS + " are valid");
    }

    @Test
    void shouldReadOrRefuseAnyPcm() {
        EncodeProcessor encoder = new EncodeProcessor(
                CODEC,
                1,
                1,
                PacketCoding.PLAIN,
                Continuity.WITHOUT_REPLAY,
                new OpenStreams(1_000),
                new SameNumber(),
                ReadAhead.NONE);
        int valid = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] value = mutated(new byte[random.nextInt(MAX_LENGTH)]);
            Headers headers = new RecordHeaders()
                    .add(StreamHeaders.RATE, number("16000"))
                    .add(StreamHeaders.POSITION, number(Long.toString(random.nextLong() >>> 1 + random.nextInt(62))));
            valid += reads(() -> encoder.read(value, headers), value) ? 1 : 0;
        }
        assertTrue(valid > RECORDS / 100 && valid < RECORDS, valid + " of " + RECORDS + " are valid");
    }

    @Test
    void shouldReadOrRefuseAnyStreamId() {
        for (int i = 0; i < RECORDS / 10; i++) {
            byte[] key = mutated("Anrufer-é-€-𝄞".getBytes(StandardCharsets.UTF_8));
            if (reads(() -> StreamId.read(key), key)) {
                assertEquals(
                        HexFormat.of().formatHex(key), HexFormat.of().formatHex(StreamId.write(StreamId.read(key))));
            }
        }
    }

    private byte[] mutated(byte[] seed) {
        byte[] bytes = random.nextInt(20) == 0 ? seed.clone() : Mutations.mutate(seed, random);
        return bytes.length > MAX_LENGTH ? seed : bytes;
    }

    private byte[] number(String digits) {
        byte[] seed = digits.getBytes(StandardCharsets.US_ASCII);
        return random.nextInt(4) == 0 ? Mutations.mutate(seed, random) : seed;
    }

    private static boolean reads(Runnable reading, byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean valid = tryTo(reading, bytes);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > MAX_ALLOCATED) {
            // The first time may load classes.
            before = THREADS.getCurrentThreadAllocatedBytes();
            tryTo(reading, bytes);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MAX_ALLOCATED) {
                throw new AssertionError(
                        allocated + " bytes for " + HexFormat.of().formatHex(bytes));
            }
        }
        return valid;
    }

    private static boolean tryTo(Runnable reading, byte[] bytes) {
        try {
            reading.run();
            return true;
        } catch (MalformedPacketException | PoisonRecordException e) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("read " + HexFormat.of().formatHex(bytes), e);
        }
    }

    /** Of all shapes that fit, with our fingerprint. */
    private List<byte[]> packets() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int codebooks = 1 + random.nextInt(i % 2 == 0 ? CODEC.config().numCodebooks() : 16);
            int bits = i % 2 == 0 ? CODEC.config().bitsPerToken() : 1 + random.nextInt(16);
            int most = Math.min(255, (MAX_LENGTH - 20) * 8 / (codebooks * bits));
            int frames = i % 5 == 0 ? most : 1 + random.nextInt(Math.min(most, 10));
            int[] tokens = random.ints((long) frames * codebooks, 0, 1 << bits).toArray();
            long firstFrame = random.nextInt(1 << random.nextInt(31));
            packets.add(PacketWriter.write(new Packet(
                    CODEC.model().packetFingerprint(),
                    firstFrame,
                    bits,
                    new TokenSequence(codebooks, tokens),
                    random.nextInt(3) == 0 ? random.nextInt(1000) : Packet.NOT_LAST)));
        }
        return packets;
    }
}
