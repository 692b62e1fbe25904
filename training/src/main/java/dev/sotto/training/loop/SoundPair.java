package dev.sotto.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.sotto.training.engine.Values;
import dev.sotto.training.loss.SpectralLoss;

/**
 * What is heard and what was spoken, of the same moments and at the normal level, so that quiet segments count as much
 * as loud ones.
 *
 * @param heard {@code [B, T]}
 * @param spoken {@code [B, T]}
 */
record SoundPair(NDArray heard, NDArray spoken) {

    /**
     * @param heard {@code [B, 1, T]}, {@code delay} samples later than {@code spoken}
     * @param levels RMS of each segment's speech
     */
    static SoundPair of(NDArray heard, NDArray spoken, float[] levels, int delay) {
        float[] gains = new float[levels.length];
        for (int b = 0; b < gains.length; b++) {
            gains[b] = SpectralLoss.NORMAL_LEVEL / levels[b];
        }
        NDArray gain = Values.create(heard.getManager(), gains, new Shape(gains.length, 1));
        long length = spoken.getShape().get(2);
        return new SoundPair(
                heard.get(":, 0, " + delay + ":").mul(gain),
                spoken.get(":, 0, :" + (length - delay)).mul(gain));
    }

    /** Samples of each. */
    long length() {
        return spoken.getShape().get(1);
    }
}
