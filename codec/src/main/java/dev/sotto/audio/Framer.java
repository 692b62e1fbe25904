package dev.sotto.audio;

import java.util.Arrays;

/**
 * Cuts sound that arrives in pieces of any size into frames of one hop; what does not fill a frame waits for more. One
 * stream, one framer; not thread-safe.
 */
public final class Framer {

    private final float[] frame;
    private int filled;

    public Framer(int hopLength) {
        this.frame = new float[hopLength];
    }

    /** Receives each full frame. The array is reused: copy what must last. */
    @FunctionalInterface
    public interface FrameConsumer {
        void accept(float[] frame);
    }

    /** Takes in all of {@code samples} and hands on the frames that they fill, in order. */
    public void add(float[] samples, FrameConsumer consumer) {
        int taken = 0;
        while (taken < samples.length) {
            int n = Math.min(frame.length - filled, samples.length - taken);
            System.arraycopy(samples, taken, frame, filled, n);
            filled += n;
            taken += n;
            if (filled == frame.length) {
                filled = 0;
                consumer.accept(frame);
            }
        }
    }

    /** How many samples wait for the rest of their frame. */
    public int pending() {
        return filled;
    }

    public void reset() {
        filled = 0;
        Arrays.fill(frame, 0f);
    }
}
