package dev.sotto.streams.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last frames of a stream that the encoder has not heard yet: as many as it remembers before those whose tokens are
 * wanted.
 */
final class Recent {

    private final int memoryFrames;
    private final Deque<float[]> frames = new ArrayDeque<>();

    /** Whether {@link #frames} lacks nothing but what is older than the network remembers. */
    private boolean whole = true;

    private long heard;

    /** @param memoryFrames after how many frames nothing of what came before is left in the network */
    Recent(int memoryFrames) {
        this.memoryFrames = memoryFrames;
    }

    /**
     * Nothing of what came before matters any more.
     *
     * @param atReset whether the network is reset here, too; false where only what came before is unknown
     */
    void begin(boolean atReset) {
        frames.clear();
        heard = 0;
        whole = atReset;
    }

    /** @param waiting of how many of the frames before this one the tokens are wanted */
    void add(float[] frame, int waiting) {
        frames.add(frame);
        heard++;
        while (frames.size() > memoryFrames + waiting + 1) {
            frames.remove();
        }
    }

    /**
     * Whether the network will be as if it had heard all; the first frame after an unknown past may be half silence.
     */
    boolean suffices(int waiting) {
        return whole || heard - waiting > memoryFrames;
    }

    /** The frames, oldest first; there are none afterwards. */
    List<float[]> drain() {
        List<float[]> all = new ArrayList<>(frames);
        frames.clear();
        return all;
    }
}
