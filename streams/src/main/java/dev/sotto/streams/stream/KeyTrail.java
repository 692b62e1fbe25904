package dev.sotto.streams.stream;

import dev.sotto.packet.StreamPacketWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * While a stream is asleep: on how many of its last frames the code of its next packet depends. Those are the frames
 * since the last key packet began; none where packets stand alone.
 */
final class KeyTrail {

    private final StreamPacketWriter writer;
    private boolean known = true;
    private boolean fresh = true;
    private final List<Sent> packets = new ArrayList<>();
    private int frames;

    /** What is known of a packet without its tokens. */
    record Sent(int numFrames, int codebooks) {}

    KeyTrail(StreamPacketWriter writer) {
        this.writer = writer;
    }

    /**
     * What follows depends on nothing before it.
     *
     * @param known false where only what came before is unknown here; then it is up to the next key packet
     */
    void begin(boolean known) {
        this.known = known;
        fresh = known;
        clear();
    }

    /** A packet goes. */
    void packet(long firstFrame, int numFrames, int codebooks) {
        if (!writer.isEntropyCoded()) {
            return;
        }
        if (fresh || writer.isKey(firstFrame)) {
            known = true;
            fresh = false;
            clear();
        }
        if (known && numFrames > 0) {
            frames += numFrames;
            packets.add(new Sent(numFrames, codebooks));
        }
    }

    private void clear() {
        frames = 0;
        packets.clear();
    }

    /** Those packets. */
    List<Sent> packets() {
        return packets;
    }

    /** Whether the last key packet is known. */
    boolean isKnown() {
        return known || !writer.isEntropyCoded();
    }

    int frames() {
        return frames;
    }
}
