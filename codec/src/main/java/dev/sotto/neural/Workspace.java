package dev.sotto.neural;

import java.util.ArrayList;
import java.util.List;

/**
 * Room that the layers of a network use one after another: what is in it counts only until the next layer runs, so the
 * next layer finds it still near the processor. First every layer says how much it needs, and how much of each stream
 * it remembers; then they run.
 */
final class Workspace {

    private float[] input = new float[0];
    private float[] windows = new float[0];
    private float[] padded = new float[0];
    private float[] hidden = new float[0];
    private final List<Integer> pasts = new ArrayList<>();

    /** Returns the layer's number in a {@link NetworkState}. */
    int reservePast(int length) {
        pasts.add(length);
        return pasts.size() - 1;
    }

    NetworkState newState() {
        return new NetworkState(pasts);
    }

    void reserveInput(int length) {
        input = atLeast(input, length);
    }

    void reserveWindows(int length) {
        windows = atLeast(windows, length);
    }

    void reservePadded(int length) {
        padded = atLeast(padded, length);
    }

    void reserveHidden(int length) {
        hidden = atLeast(hidden, length);
    }

    private static float[] atLeast(float[] room, int length) {
        return room.length < length ? new float[length] : room;
    }

    /** The new steps of all streams, stream after stream. */
    float[] input() {
        return input;
    }

    /** The windows of a convolution that looks back, one after another. */
    float[] windows() {
        return windows;
    }

    /** The outputs of a convolution whose last panel is not full. */
    float[] padded() {
        return padded;
    }

    /** Between the two convolutions of a residual unit. */
    float[] hidden() {
        return hidden;
    }
}
