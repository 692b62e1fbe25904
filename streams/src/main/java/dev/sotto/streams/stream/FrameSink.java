package dev.sotto.streams.stream;

import java.util.OptionalLong;

/**
 * What becomes of a stream's frames and of the packets that they fill: asleep they are kept, awake they are encoded.
 */
interface FrameSink {

    /**
     * What follows depends on nothing before it.
     *
     * @param frame index of the frame that comes next
     * @param known false where only what came before is unknown here: then others may know more
     */
    void begin(long frame, boolean known);

    /**
     * The next frame.
     *
     * @param samples a frame's, valid during the call only
     * @param waiting how many frames before it are in the same packet
     * @param codebooks of that packet
     */
    void frame(float[] samples, int waiting, int codebooks);

    /**
     * A packet of the last frames is complete.
     *
     * @param padding samples that the decoder cuts off at the end of the stream; {@code Packet.NOT_LAST} before it
     * @param epoch which life of the stream it belongs to, if that is known
     */
    void packet(long firstFrame, int numFrames, int codebooks, int padding, OptionalLong epoch);

    /** The stream has ended. */
    void end();
}
