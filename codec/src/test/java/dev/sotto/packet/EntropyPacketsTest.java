package dev.sotto.packet;

import static dev.sotto.packet.EntropyStreams.PRIOR;
import static dev.sotto.packet.EntropyStreams.reader;
import static dev.sotto.packet.EntropyStreams.write;
import static dev.sotto.packet.EntropyStreams.writer;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.TestModels;
import dev.sotto.prior.TestPriors;
import dev.sotto.prior.TokenPredictor;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets of version 2: 4 codebooks of 64. */
class EntropyPacketsTest {

    private final Random random = new Random(1);
    private final EntropyStreams streams = new EntropyStreams();

    /** A key packet with the check byte that belongs to what it says now. */
    private static byte[] resealed(byte[] bytes) {
        int at = PacketReader.open(bytes).checkOffset();
        bytes[at] = (byte) Crc8.add(Crc8.add(Crc8.START, bytes, 0, at), bytes, at + 1, bytes.length);
        return bytes;
    }

    private static void assertRejected(byte[] bytes, String reason) {
        MalformedPacketException e =
                assertThrows(MalformedPacketException.class, () -> reader().read(PacketReader.open(bytes)));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        for (int i = 0; i < 200; i++) {
            List<Packet> packets = streams.stream(1 + random.nextInt(20), 1 + random.nextInt(4));
            StreamPacketReader reader = reader();
            List<Packet> read = write(packets).stream()
                    .map(bytes -> reader.read(PacketReader.open(bytes)))
                    .toList();
            assertEquals(packets, read);
        }
    }

    @Test
    void shouldWriteAKeyPacketWhereverAnIntervalHasGoneBy() {
        List<byte[]> packets = write(streams.stream(20, 2));
        for (int i = 0; i < packets.size(); i++) {
            assertEquals(i % 4 == 0, PacketReader.open(packets.get(i)).header().standsAlone(), "packet " + i);
        }
        assertTrue(PacketCoding.entropy(PRIOR, 7).isKey(10, 5), "7 is in 6 to 10");
        assertFalse(PacketCoding.entropy(PRIOR, 7).isKey(20, 5), "none of 16 to 20 is a multiple of 7");
        assertFalse(PacketCoding.entropy(PRIOR, 0).isKey(50, 5));
    }

    @Test
    void shouldGoOnWithTheSameBytesWhereAnotherWriterStopped() {
        List<Packet> packets = streams.stream(20, 3);
        List<byte[]> whole = write(packets);
        for (int cut = 1; cut < packets.size(); cut++) {
            int key = (cut - 1) / 4 * 4;
            StreamPacketWriter successor = writer();
            packets.subList(key, cut).forEach(successor::follow);
            for (int i = cut; i < packets.size(); i++) {
                assertArrayEquals(whole.get(i), successor.write(packets.get(i)), "after " + cut + ", packet " + i);
            }
        }
    }

    @Test
    void shouldWriteAKeyPacketAfterAGapAndAtTheStartOfALateWriter() {
        StreamPacketWriter writer = writer();
        writer.write(streams.packet(0, 5, 2, Packet.NOT_LAST));
        assertTrue(PacketReader.open(writer.write(streams.packet(7, 3, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
        assertFalse(PacketReader.open(writer.write(streams.packet(10, 5, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
        writer.restart();
        assertTrue(PacketReader.open(writer.write(streams.packet(15, 5, 2, Packet.NOT_LAST)))
                .header()
                .standsAlone());
    }

    @Test
    void shouldWaitForAKeyPacketWhenOneIsLost() {
        List<Packet> packets = streams.stream(10, 3);
        List<byte[]> bytes = write(packets);
        StreamPacketReader reader = reader();
        assertEquals(packets.get(0), reader.read(PacketReader.open(bytes.get(0))));
        for (int i : new int[] {2, 3}) {
            CodedPacket packet = PacketReader.open(bytes.get(i));
            assertFalse(reader.canRead(packet.header()));
            assertThrows(IllegalStateException.class, () -> reader.read(packet));
        }
        assertEquals(packets.get(4), reader.read(PacketReader.open(bytes.get(4))));
        assertEquals(packets.get(5), reader.read(PacketReader.open(bytes.get(5))));
    }

    @Test
    void shouldReadBothVersionsWithoutBeingTold() {
        List<Packet> packets = streams.stream(3, 3);
        StreamPacketReader reader = reader();
        assertEquals(packets.get(0), reader.read(PacketReader.open(PacketWriter.write(packets.get(0)))));
        StreamPacketWriter writer = writer();
        writer.follow(packets.get(0));
        assertFalse(
                reader.canRead(PacketReader.open(writer.write(packets.get(1))).header()));
    }

    @Test
    void shouldRefuseWhatIsCodedWithAnotherPriorOrWithoutOne() {
        byte[] bytes = writer().write(streams.packet(0, 5, 3, Packet.NOT_LAST));
        CodedPacket packet = PacketReader.open(bytes);
        StreamPacketReader other = new StreamPacketReader(Optional.of(TestPriors.of(TestModels.tiny(1), 8)));
        StreamPacketReader none = new StreamPacketReader(Optional.empty());
        String wanted = "coded with prior " + PRIOR.fingerprint().toString().substring(0, 4);
        for (StreamPacketReader reader : List.of(other, none)) {
            MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> reader.read(packet));
            assertTrue(e.getMessage().contains(wanted), e.getMessage());
        }
        assertThrows(MalformedPacketException.class, () -> PacketReader.read(bytes));
    }

    @Test
    void shouldRefuseShapesThatThePriorDoesNotKnow() {
        byte[] bytes = writer().write(streams.packet(0, 5, 3, Packet.NOT_LAST));
        byte[] fiveCodebooks = bytes.clone();
        fiveCodebooks[2] = 0x45;
        byte[] sevenBits = bytes.clone();
        sevenBits[2] = 0x26;
        assertRejected(fiveCodebooks, "its prior does not know 5 codebooks of 6 bits");
        assertRejected(sevenBits, "its prior does not know 3 codebooks of 7 bits");
        Packet tooMany = new Packet(0, 0, 6, new TokenSequence(5, new int[5]), Packet.NOT_LAST);
        assertThrows(IllegalArgumentException.class, () -> writer().write(tooMany));
    }

    @Test
    void shouldRefuseAHeaderThatIsCutAndACodeThatGoesOn() {
        byte[] bytes = writer().write(streams.packet(0, 5, 3, Packet.NOT_LAST));
        for (int more = 1; more < 9; more++) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
            assertRejected(resealed(longer), "does not end as that of its tokens does");
            longer[longer.length - 1] = (byte) more;
            assertRejected(longer, "its check byte does not match");
            assertRejected(resealed(longer), "does not end as that of its tokens does");
        }
        byte[] reserved = bytes.clone();
        reserved[1] |= 0x20;
        assertRejected(reserved, "reserved flags are set: 0x60");
        assertRejected(Arrays.copyOf(bytes, 8), "the packet ends within its prior");
        assertRejected(Arrays.copyOf(bytes, 9), "the packet ends within its check byte");
    }

    /** At each place the token that is thought least likely. */
    @Test
    void shouldWriteNoPacketThatIsLongerThanTheLongest() {
        TokenPredictor predictor = PRIOR.predictor(4);
        int[] tokens = new int[255 * 4];
        int[] cumulative = new int[65];
        for (int at = 0; at < tokens.length; at += 4) {
            for (int q = 0; q < 4; q++) {
                predictor.predict(q, tokens, at, cumulative);
                tokens[at + q] = rarest(cumulative);
            }
            predictor.accept(tokens, at, 4);
        }
        Packet packet = new Packet(0, (1L << 32) - 255, 6, new TokenSequence(4, tokens), 0xffff);
        byte[] bytes = writer().write(packet);
        assertTrue(bytes.length > 255 * 4 * 11 / 8, bytes.length + " bytes: the tokens are rare");
        assertTrue(bytes.length <= 6 + 5 + 2 + 2 + 1 + 255 * 4 * 2 + 255 * 4 / 170 / 8 + 2, bytes.length + " bytes");
        assertEquals(8180, PacketFormat.MAX_ENTROPY_LENGTH);
        assertEquals(packet, reader().read(PacketReader.open(bytes)));
    }

    private static int rarest(int[] cumulative) {
        int rarest = 0;
        for (int token = 1; token < cumulative.length - 1; token++) {
            if (cumulative[token + 1] - cumulative[token] < cumulative[rarest + 1] - cumulative[rarest]) {
                rarest = token;
            }
        }
        return rarest;
    }
}
