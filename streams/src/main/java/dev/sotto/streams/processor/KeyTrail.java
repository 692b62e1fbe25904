package dev.sotto.streams.processor;

import dev.sotto.packet.StreamPacketWriter;

/**
 * While a stream is asleep: on how many of its last frames the code of its next packet depends. Those are the frames
 * since the last key packet began; none where packets stand alone.
 */
final class KeyTrail {

    private final StreamPacketWriter writer;
    private boolean known = true;
    private boolean fresh = true;
    private int frames;

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
        frames = 0;
    }

    /** A packet goes. */
    void packet(long firstFrame, int numFrames) {
        if (!writer.isEntropyCoded()) {
            return;
        }
        if (fresh || writer.isKey(firstFrame)) {
            known = true;
            fresh = false;
            frames = 0;
        }
        frames += known ? numFrames : 0;
    }

    /** Whether the last key packet is known. */
    boolean isKnown() {
        return known || !writer.isEntropyCoded();
    }

    int frames() {
        return frames;
    }
}
