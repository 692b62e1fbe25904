package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc8Test {

    @Test
    void shouldBeTheStandardsNumberButForItsInversion() {
        byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertEquals(0x4b ^ 0xff, Crc8.add(Crc8.START, text, 0, text.length));
    }

    @Test
    void shouldTakeNumbersAsTwoBytesEach() {
        byte[] bytes = {0x03, (byte) 0xff, 0x00, 0x01};

        assertEquals(Crc8.add(Crc8.START, bytes, 0, 4), Crc8.add(Crc8.START, new int[] {0x3ff, 1}));
    }

    /** The packets of version 2 in PACKETS.md. */
    @Test
    void shouldBeTheChecksOfThePage() {
        byte[] key = HexFormat.of().parseHex("a2c02900fedcac020140beef");
        byte[] other = HexFormat.of().parseHex("a2802900fedcac020140");
        int known = Crc8.add(Crc8.START, new int[] {13, 764, 491});

        assertEquals(0x3e, Crc8.add(Crc8.START, key, 0, key.length));
        assertEquals(0xb1, Crc8.add(known, other, 0, other.length));
    }

    @Test
    void shouldNoticeAnyTwoBitsAndAnyRunOfEight() {
        byte[] bytes = new byte[31];
        new Random(1).nextBytes(bytes);
        int sum = Crc8.add(Crc8.START, bytes, 0, bytes.length);
        for (int first = 0; first < 8 * bytes.length; first++) {
            for (int second = first; second < 8 * bytes.length; second++) {
                byte[] changed = bytes.clone();
                changed[first / 8] ^= (byte) (0x80 >>> first % 8);
                changed[second / 8] ^= (byte) (second == first ? 0 : 0x80 >>> second % 8);

                assertNotEquals(sum, Crc8.add(Crc8.START, changed, 0, changed.length), first + ", " + second);
            }
        }
        for (int at = 0; at < bytes.length; at++) {
            for (int run = 1; run < 256; run++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) run;

                assertNotEquals(sum, Crc8.add(Crc8.START, changed, 0, changed.length), at + ", " + run);
            }
        }
    }
}
