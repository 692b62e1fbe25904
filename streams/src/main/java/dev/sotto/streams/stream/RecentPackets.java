package dev.sotto.streams.stream;

import dev.sotto.packet.CodedPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last packets of a stream that nobody here has decoded: from one that stands alone on, and at least as many as the
 * decoder remembers.
 */
final class RecentPackets {

    private final int memoryFrames;
    private final Deque<Taken> packets = new ArrayDeque<>();

    /** Frames in {@link #packets}. */
    private int frames;

    /** Whether {@link #packets} lacks nothing but what is older than the decoder remembers. */
    private boolean whole = true;

    private long heard;

    /** @param had how many of its frames came before */
    record Taken(CodedPacket packet, int had) {

        int frames() {
            return packet.header().numFrames() - had;
        }
    }

    /** @param memoryFrames after how many frames nothing of what came before is left in the decoder */
    RecentPackets(int memoryFrames) {
        this.memoryFrames = memoryFrames;
    }

    /**
     * Nothing of what came before matters any more.
     *
     * @param atReset whether the decoder is reset here, too; false where only what came before is unknown
     */
    void begin(boolean atReset) {
        packets.clear();
        frames = 0;
        heard = 0;
        whole = atReset;
    }

    void add(CodedPacket packet, int had) {
        Taken taken = new Taken(packet, had);
        packets.add(taken);
        frames += taken.frames();
        heard += taken.frames();
        for (int before = droppable(); before > 0; before = droppable()) {
            for (int i = 0; i < before; i++) {
                frames -= packets.remove().frames();
            }
        }
    }

    /** How many packets there are before the second that stands alone, if enough frames follow; otherwise 0. */
    private int droppable() {
        int left = frames;
        int index = 0;
        for (Taken taken : packets) {
            if (index > 0 && taken.packet().header().standsAlone()) {
                return left > memoryFrames ? index : 0;
            }
            left -= taken.frames();
            index++;
        }
        return 0;
    }

    /** Whether the decoder will be as if it had heard all. */
    boolean suffice() {
        return whole || heard > memoryFrames;
    }

    /** The packets, oldest first; there are none afterwards. */
    List<Taken> drain() {
        List<Taken> all = new ArrayList<>(packets);
        packets.clear();
        frames = 0;
        return all;
    }
}
