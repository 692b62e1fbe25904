package dev.sotto.streams.stream;

import dev.sotto.packet.StreamPacketWriter;
import java.util.OptionalLong;

/**
 * Of a stream that is only recalled: the frames that the network needs to hear to be as if it had heard all, and which
 * packets the next one's code depends on. Costs no network, gives no packets.
 */
final class AsleepFrames implements FrameSink {

    private final Recent recent;
    private final KeyTrail trail;

    /** @param memoryFrames of the encoder */
    AsleepFrames(StreamPacketWriter writer, int memoryFrames) {
        this.recent = new Recent(memoryFrames);
        this.trail = new KeyTrail(writer);
    }

    @Override
    public void begin(long frame, boolean known) {
        recent.begin(known);
        trail.begin(known);
    }

    @Override
    public void frame(float[] samples, int waiting, int codebooks) {
        recent.add(samples.clone(), trail.frames() + waiting);
    }

    @Override
    public void packet(long firstFrame, int numFrames, int codebooks, int padding, OptionalLong epoch) {
        trail.packet(firstFrame, numFrames, codebooks);
    }

    @Override
    public void end() {
        recent.begin(true);
        trail.begin(true);
    }

    /** Whether that is enough to be as if nothing had been missed. */
    boolean suffices(int waiting) {
        return trail.isKnown() && recent.suffices(trail.frames() + waiting);
    }

    /**
     * Runs the network over what was kept.
     *
     * @param cutter of the stream, which is open
     * @param exact whether what was kept suffices
     */
    void wake(AwakeFrames awake, FrameCutter cutter, boolean exact) {
        int followed = exact ? trail.frames() : 0;
        int wanted = followed + cutter.waiting();
        int[] heard = awake.hear(recent.drain(), wanted, cutter.packetStart() + cutter.waiting(), cutter.epoch());
        awake.keep(heard, followed, cutter.waiting(), cutter.codebooks());
        if (!exact) {
            awake.joinLate();
            return;
        }
        int from = 0;
        for (KeyTrail.Sent sent : trail.packets()) {
            long firstFrame = cutter.packetStart() - followed + from;
            awake.follow(firstFrame, heard, from, sent);
            from += sent.numFrames();
        }
    }
}
