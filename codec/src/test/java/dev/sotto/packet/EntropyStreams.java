package dev.sotto.packet;

import dev.sotto.model.TestModels;
import dev.sotto.prior.Prior;
import dev.sotto.prior.TestPriors;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Streams of packets of version 2: 4 codebooks of 64, five frames a packet, a key packet every 20. */
final class EntropyStreams {

    static final Prior PRIOR = TestPriors.of(TestModels.tiny(1), 7);
    static final int FRAMES = 5;
    static final PacketCoding CODING = PacketCoding.entropy(PRIOR, 20);

    private final Random random = new Random(1);

    static StreamPacketWriter writer() {
        return new StreamPacketWriter(CODING, FRAMES);
    }

    static StreamPacketReader reader() {
        return new StreamPacketReader(Optional.of(PRIOR));
    }

    Packet packet(long firstFrame, int frames, int codebooks, int padding) {
        int[] tokens = random.ints((long) frames * codebooks, 0, 64).toArray();
        return new Packet(0xabcd, firstFrame, 6, new TokenSequence(codebooks, tokens), padding);
    }

    /** A stream from frame 0 to its end. */
    List<Packet> stream(int packets, int codebooks) {
        List<Packet> stream = new ArrayList<>();
        for (int i = 0; i < packets - 1; i++) {
            stream.add(packet((long) i * FRAMES, FRAMES, codebooks, Packet.NOT_LAST));
        }
        stream.add(packet((packets - 1L) * FRAMES, random.nextInt(FRAMES), codebooks, random.nextInt(0x10000)));
        return stream;
    }

    static List<byte[]> write(List<Packet> packets) {
        StreamPacketWriter writer = writer();
        return packets.stream().map(writer::write).toList();
    }
}
