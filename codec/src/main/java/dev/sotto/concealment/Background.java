package dev.sotto.concealment;

import dev.sotto.synthesis.MelPoints;
import dev.sotto.synthesis.SpeechParameters;
import java.util.Arrays;

/**
 * What one stream's background sounds like: the quietest of the last 2 s of frames that were heard (minimum statistics,
 * Martin 2001, over frames instead of bands). Kept as the quietest frame of each block of half a second, whose places
 * follow from the numbers of the frames, so that whoever begins later knows the same. Allocates nothing after
 * construction; for one thread.
 */
final class Background {

    private static final int BLOCK = 25;
    private static final int BLOCKS = 5;
    private static final int POINTS = MelPoints.COUNT;

    private final int stepsPerFrame;

    /**
     * Of each block, at its number modulo {@link #BLOCKS}: which it is, how loud its quietest frame, and its envelope.
     */
    private final long[] numbers = new long[BLOCKS];

    private final float[] levels = new float[BLOCKS];
    private final float[][] envelopes = new float[BLOCKS][POINTS];
    private final float[] envelope = new float[POINTS];

    /** The block of the last frame; -1 before there was one. */
    private long newest;

    Background(int stepsPerFrame) {
        this.stepsPerFrame = stepsPerFrame;
        reset();
    }

    /** How many of the frames that were heard it depends on. */
    static int memoryFrames() {
        return BLOCKS * BLOCK;
    }

    void reset() {
        Arrays.fill(numbers, -1);
        newest = -1;
    }

    /**
     * A frame was heard.
     *
     * @param frame its number
     * @param rows what the decoder says of it, from {@code offset} on
     */
    void hear(long frame, float[] rows, int offset) {
        float level = 0;
        for (int point = 0; point < POINTS; point++) {
            float sum = 0;
            for (int step = 0; step < stepsPerFrame; step++) {
                sum += SpeechParameters.envelope(rows, offset + step * SpeechParameters.WIDTH, point);
            }
            envelope[point] = sum / stepsPerFrame;
            level += envelope[point];
        }
        newest = frame / BLOCK;
        int at = (int) (newest % BLOCKS);
        if (numbers[at] != newest || level < levels[at]) {
            numbers[at] = newest;
            levels[at] = level;
            System.arraycopy(envelope, 0, envelopes[at], 0, POINTS);
        }
    }

    /**
     * Writes its log amplitudes in nepers.
     *
     * @return false, and nothing is written, before anything was heard
     */
    boolean read(float[] nepers) {
        int quietest = -1;
        for (int i = 0; i < BLOCKS; i++) {
            boolean known = numbers[i] >= 0 && numbers[i] > newest - BLOCKS;
            if (known && (quietest < 0 || levels[i] < levels[quietest])) {
                quietest = i;
            }
        }
        if (quietest < 0) {
            return false;
        }
        System.arraycopy(envelopes[quietest], 0, nepers, 0, POINTS);
        return true;
    }
}
