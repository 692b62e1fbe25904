package dev.sotto.audio.container;

import java.io.IOException;

/** Sound on its way out of a file: one channel, piece by piece. One thread. */
public interface SoundReader {

    /** Hz of the piece that was read last; before the first, what the header says. */
    int sampleRate();

    /** The next samples in [-1, 1), some thousands, the mean of all channels; none at the end. */
    float[] read() throws IOException;

    /**
     * What a header promised and did not come, or what damage ended the sound: a clause, such as "1.5 of 14.9 s are
     * there". Asked after the last piece; null if all came.
     */
    String shortfall();
}
