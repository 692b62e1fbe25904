package dev.sotto.neural;

import java.util.Arrays;
import java.util.List;

/**
 * What one stream leaves behind for its next frames: the last inputs of each layer that looks back. All else that a
 * network needs is shared by the streams of a thread. A new stream begins after silence (zeros).
 */
public final class NetworkState {

    private final float[][] pasts;

    NetworkState(List<Integer> lengths) {
        pasts = new float[lengths.size()][];
        for (int i = 0; i < pasts.length; i++) {
            pasts[i] = new float[lengths.get(i)];
        }
    }

    float[] past(int layer) {
        return pasts[layer];
    }

    /** Back to the beginning of a stream. */
    public void reset() {
        for (float[] past : pasts) {
            Arrays.fill(past, 0f);
        }
    }
}
