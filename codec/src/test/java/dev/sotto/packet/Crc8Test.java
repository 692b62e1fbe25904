package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    /**
     * In a packet the check stands before the code and counts as if it came last: what PACKETS.md says of bursts, for
     * all lengths of code up to 29 bytes.
     */
    @Test
    void shouldNoticeAnyRunOfEightInAPacketThatDoesNotReachOverTheCheck() {
        int before = 8;
        int unnoticed = 0;
        for (int code = 0; code < 30; code++) {
            byte[] packet = new byte[before + 1 + code];
            packet[before] = (byte) check(packet, before);
            for (int first = 0; first < 8 * packet.length; first++) {
                // Runs that begin at bit first and end within the seven bits after it.
                for (int run = 0x80; run < 0x100; run++) {
                    if (first + 8 - Integer.numberOfTrailingZeros(run) > 8 * packet.length) {
                        continue;
                    }
                    byte[] changed = packet.clone();
                    boolean inCheck = false;
                    boolean outside = false;
                    for (int i = 0; i < 8; i++) {
                        if ((run & 0x80 >>> i) != 0) {
                            changed[(first + i) / 8] ^= (byte) (0x80 >>> (first + i) % 8);
                            inCheck |= (first + i) / 8 == before;
                            outside |= (first + i) / 8 != before;
                        }
                    }
                    if ((changed[before] & 0xff) == check(changed, before)) {
                        assertTrue(inCheck && outside, code + " bytes of code, bit " + first + ", run " + run);
                        unnoticed++;
                    }
                }
            }
        }
        assertEquals(164, unnoticed);
    }

    private static int check(byte[] packet, int at) {
        return Crc8.add(Crc8.add(Crc8.START, packet, 0, at), packet, at + 1, packet.length);
    }
}
