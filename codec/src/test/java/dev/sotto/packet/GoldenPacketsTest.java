package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.Fingerprint;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes of version 1 that a second implementation made: see the README beside them. */
class GoldenPacketsTest {

    static final TokenFile FILE =
            new TokenFile(new Fingerprint(0x1234_5678_9abc_def0L), 16_000, 320, 160, 10, 18_940, tokens(60, 3, 10));

    private static final Map<String, Packet> PACKETS = new HashMap<>();

    static {
        PACKETS.put("one-frame", new Packet(0x1234, 0, 10, tokens(1, 8, 10), Packet.NOT_LAST));
        PACKETS.put("five-frames", new Packet(0xfedc, 300, 10, tokens(5, 6, 10), Packet.NOT_LAST));
        PACKETS.put("last-frames", new Packet(0x0001, (1L << 32) - 5, 7, tokens(5, 3, 7), Packet.NOT_LAST));
        PACKETS.put("end", new Packet(0xabcd, 127, 16, tokens(2, 1, 16), 159));
        PACKETS.put("end-without-frames", new Packet(0xabcd, 128, 1, tokens(0, 16, 1), 65535));
    }

    @Test
    void shouldWriteTheGoldenPackets() throws IOException {
        for (Map.Entry<String, Packet> golden : PACKETS.entrySet()) {
            byte[] bytes = golden(golden.getKey() + ".packet");

            assertArrayEquals(bytes, PacketWriter.write(golden.getValue()), golden.getKey());
        }
    }

    @Test
    void shouldReadTheGoldenPackets() throws IOException {
        for (Map.Entry<String, Packet> golden : PACKETS.entrySet()) {
            assertEquals(golden.getValue(), PacketReader.read(golden(golden.getKey() + ".packet")), golden.getKey());
        }
    }

    @Test
    void shouldWriteTheGoldenFile() throws IOException {
        assertArrayEquals(golden("golden.sotto"), FILE.toBytes(25));
    }

    @Test
    void shouldReadTheGoldenFile() throws IOException {
        assertEquals(FILE, TokenFile.read(golden("golden.sotto")));
    }

    static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenPacketsTest.class.getResourceAsStream("golden/" + name)) {
            return in.readAllBytes();
        }
    }

    private static TokenSequence tokens(int numFrames, int numCodebooks, int bits) {
        int[] tokens = new int[numFrames * numCodebooks];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (i * 7919 + 13) % (1 << bits);
        }
        return new TokenSequence(numCodebooks, tokens);
    }
}
