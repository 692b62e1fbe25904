package dev.sotto.streams.stream;

import java.util.Arrays;
import java.util.OptionalLong;

/** Packets' worth of frames, one after another, in which nobody spoke, until they go as one packet. */
final class Pause {

    private final int interval;
    private final float[] sum;
    private final float[] fresh;
    private long first;
    private int frames;
    private OptionalLong epoch = OptionalLong.empty();

    /** @param interval frames; where their number passes a multiple of it, the packet goes */
    Pause(int interval, int latentDim) {
        this.interval = interval;
        this.sum = new float[latentDim];
        this.fresh = new float[latentDim];
    }

    /** To be filled with the sum of the latents of what may follow. */
    float[] fresh() {
        Arrays.fill(fresh, 0);
        return fresh;
    }

    /** What {@link #fresh} belongs to follows. */
    void add(long firstFrame, int numFrames, OptionalLong life) {
        if (frames == 0) {
            first = firstFrame;
        }
        frames += numFrames;
        epoch = life;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += fresh[i];
        }
    }

    boolean isDue() {
        return frames > 0 && (first + frames) % interval == 0;
    }

    void clear() {
        frames = 0;
        Arrays.fill(sum, 0);
    }

    long first() {
        return first;
    }

    int frames() {
        return frames;
    }

    OptionalLong epoch() {
        return epoch;
    }

    /** The mean latent of its frames. */
    float[] mean() {
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = sum[i] * (1f / frames);
        }
        return mean;
    }
}
