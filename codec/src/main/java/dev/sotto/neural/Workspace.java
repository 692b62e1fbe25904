package dev.sotto.neural;

/**
 * Room that the layers of one stream use one after another: what is in it counts only until the next layer runs. Less
 * memory a stream than room for each, and the next layer finds it still near the processor. First every layer says how
 * much it needs, then they run.
 */
final class Workspace {

    private float[] input = new float[0];
    private float[] windows = new float[0];
    private float[] padded = new float[0];
    private float[] hidden = new float[0];

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

    /** The new steps of a layer that has no past. */
    float[] input() {
        return input;
    }

    /** The windows of a dilated convolution, gathered one after another. */
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
