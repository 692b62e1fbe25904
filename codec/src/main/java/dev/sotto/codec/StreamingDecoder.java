package dev.sotto.codec;

/** Turns the tokens of one stream into sound, a frame at a time. Not thread-safe; allocates nothing per frame. */
public final class StreamingDecoder {

    StreamingDecoder() {}

    /**
     * One frame.
     *
     * @param tokens the first {@code numCodebooks} tokens of the frame from {@code offset} on; may differ from frame to
     *     frame
     * @param samples receives {@code hopLength} samples from {@code sampleOffset} on, later than the encoder's input by
     *     the configuration's delay; may exceed [-1, 1) a little
     * @throws IllegalArgumentException for a token outside its codebook
     */
    public void decode(int[] tokens, int offset, int numCodebooks, float[] samples, int sampleOffset) {
        throw new UnsupportedOperationException("stub");
    }

    /** Back to the state of a new stream. */
    public void reset() {
        throw new UnsupportedOperationException("stub");
    }

    /** After how many frames nothing of what came before is left in the state. */
    public int memoryFrames() {
        throw new UnsupportedOperationException("stub");
    }
}
