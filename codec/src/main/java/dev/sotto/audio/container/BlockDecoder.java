package dev.sotto.audio.container;

import java.io.IOException;

/** Samples that are coded in blocks, each of which can be decoded alone. */
interface BlockDecoder {

    /** Bytes of a block, of all channels. */
    int blockLength();

    /** Samples of a channel in a whole block. */
    int blockSamples();

    /**
     * @param length bytes of the block that are there; the last one may be short
     * @return samples of 16 bits, channel beside channel, as many as the bytes hold
     */
    short[] decode(byte[] block, int length) throws IOException;
}
