package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.token.Pauses;
import dev.sotto.token.TokenSequence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** {@code .sotto} files of versions 3 and 4. */
class PauseFileTest {

    private static final ModelFile MODEL = TestModels.tiny(1);
    private static final Prior PRIOR = TestPriors.of(MODEL, 7);
    private static final int FRAMES = 120;
    private static final List<PacketCoding> CODINGS =
            List.of(PacketCoding.PLAIN, PacketCoding.entropy(PRIOR, 0), PacketCoding.entropy(PRIOR, 20));

    /** The second goes on where the first ends. */
    private static final Pauses INSIDE =
            new Pauses(List.of(new Pauses.Run(7, 32), new Pauses.Run(32, 40), new Pauses.Run(71, 103)));

    private static final Pauses AT_BOTH_ENDS = new Pauses(List.of(new Pauses.Run(0, 12), new Pauses.Run(100, FRAMES)));

    private static TokenFile file(Pauses pauses) {
        int[] tokens = new Random(3).ints(FRAMES * 3L, 0, 64).toArray();
        for (Pauses.Run run : pauses.runs()) {
            for (int i = 3 * run.from() + 3; i < 3 * run.to(); i++) {
                tokens[i] = tokens[i - 3];
            }
        }
        return new TokenFile(
                MODEL.fingerprint(), 16_000, 320, 0, 6, FRAMES * 320L, new TokenSequence(3, tokens), pauses);
    }

    private static TokenFile read(byte[] bytes) {
        return TokenFile.read(bytes, fingerprint -> PRIOR);
    }

    @Test
    void shouldReadBackWhatWasWritten() throws IOException {
        for (Pauses pauses : List.of(INSIDE, AT_BOTH_ENDS)) {
            for (PacketCoding coding : CODINGS) {
                byte[] bytes = file(pauses).toBytes(10, coding);

                assertEquals(coding.prior().isPresent() ? 4 : 3, bytes[TokenFile.VERSION_OFFSET]);
                assertEquals(file(pauses), read(bytes));
                assertEquals(bytes.length, TokenFile.readBytes(new ByteArrayInputStream(bytes)).length);
                assertTrue(bytes.length < file(Pauses.NONE).toBytes(10, coding).length);
            }
        }
    }

    @Test
    void shouldBeginAnewAfterAPauseAndKeepPacketsInTheirPlaces() {
        byte[] bytes = file(INSIDE).toBytes(10, PacketCoding.entropy(PRIOR, 0));

        List<PacketHeader> headers = PacketIndex.of(bytes).packets().stream()
                .map(PacketIndex.Entry::header)
                .toList();
        assertEquals(
                List.of(0L, 7L, 32L, 40L, 50L, 60L, 70L, 71L, 103L, 110L),
                headers.stream().map(PacketHeader::firstFrame).toList());
        assertEquals(
                List.of(0L, 7L, 32L, 40L, 71L, 103L),
                headers.stream()
                        .filter(PacketHeader::standsAlone)
                        .map(PacketHeader::firstFrame)
                        .toList());
    }

    @Test
    void shouldRefuseAFileWithAnyOneBitFlippedOrCutAtAnyByte() {
        for (PacketCoding coding : CODINGS) {
            byte[] bytes = file(AT_BOTH_ENDS).toBytes(30, coding);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (0x80 >>> bit % 8);

                assertThrows(MalformedPacketException.class, () -> read(flipped), "bit " + bit);
            }
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThrows(MalformedPacketException.class, () -> read(cut), length + " bytes");
            }
        }
    }

    @Test
    void shouldRefuseAPauseWhereTheHeaderSaysThatThereIsNone() {
        byte[] bytes = file(INSIDE).toBytes(10);
        bytes[TokenFile.VERSION_OFFSET] = 1;
        ByteBuffer.wrap(bytes).putInt(TokenFile.PRIOR_OFFSET, TokenFileWriter.crc(bytes, 0, TokenFile.PRIOR_OFFSET));

        MalformedPacketException e = assertThrows(MalformedPacketException.class, () -> read(bytes));
        assertTrue(e.getMessage().contains("the file of version 1 holds a packet of version 3"), e.getMessage());
    }

    @Test
    void shouldRefusePausesThatAreNone() {
        TokenSequence tokens = file(Pauses.NONE).tokens();
        TokenFile changing = new TokenFile(MODEL.fingerprint(), 16_000, 320, 0, 6, FRAMES * 320L, tokens, INSIDE);
        assertThrows(IllegalArgumentException.class, () -> changing.toBytes(10));
        Pauses beyond = new Pauses(List.of(new Pauses.Run(110, FRAMES + 1)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TokenFile(MODEL.fingerprint(), 16_000, 320, 0, 6, FRAMES * 320L, tokens, beyond));
        assertThrows(
                IllegalArgumentException.class, () -> new Pauses(List.of(new Pauses.Run(3, 9), new Pauses.Run(8, 10))));
    }
}
