package dev.sotto.packet;

import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Packets of all shapes, the same for the same seed. */
final class Packets {

    private Packets() {}

    static List<Packet> seeded(Random random, int count) {
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            packets.add(seeded(random));
        }
        return packets;
    }

    private static Packet seeded(Random random) {
        int bits = 1 + random.nextInt(16);
        int codebooks = 1 + random.nextInt(16);
        boolean end = random.nextInt(3) == 0;
        int frames = random.nextInt(20) == 0 ? 255 : random.nextInt(8) + (end ? 0 : 1);
        // All lengths of the index, up to the last possible one.
        long firstFrame = Math.min(random.nextLong() >>> 32 + random.nextInt(32), (1L << 32) - Math.max(frames, 1));
        int[] tokens = random.ints((long) frames * codebooks, 0, 1 << bits).toArray();
        int padding = end ? random.nextInt(0x10000) : Packet.NOT_LAST;
        return new Packet(random.nextInt(0x10000), firstFrame, bits, new TokenSequence(codebooks, tokens), padding);
    }
}
