package dev.sotto.codec;

/** Turns the frames of one stream into tokens, one at a time. Not thread-safe; allocates nothing per frame. */
public final class StreamingEncoder {

    StreamingEncoder() {}

    public int numCodebooks() {
        throw new UnsupportedOperationException("stub");
    }

    /**
     * One frame.
     *
     * @param samples {@code hopLength} of them from {@code offset} on, in [-1, 1)
     * @param tokens receives {@code numCodebooks} tokens from {@code tokenOffset} on
     */
    public void encode(float[] samples, int offset, int[] tokens, int tokenOffset) {
        throw new UnsupportedOperationException("stub");
    }

    /** Back to the state of a new stream: silence before the first frame. */
    public void reset() {
        throw new UnsupportedOperationException("stub");
    }

    /** After how many frames nothing of what came before is left in the state (the receptive field, rounded up). */
    public int memoryFrames() {
        throw new UnsupportedOperationException("stub");
    }
}
