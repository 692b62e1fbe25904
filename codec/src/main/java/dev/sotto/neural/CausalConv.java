package dev.sotto.neural;

/**
 * A causal convolution: the shared weights, for as many streams at a time as there are. Each stream has its past in a
 * {@link NetworkState}; the new steps of all lie in the workspace, stream after stream. Every output is computed on its
 * own, so that neither the number of steps nor that of streams changes a bit of it.
 */
final class CausalConv {

    private final PackedConvolution layer;
    private final MatrixKernel kernel;
    private final Workspace room;
    private final int past;
    private final int pastLength;
    private final boolean padded;

    /** @param maxRows the most output steps of one call, of all streams together */
    CausalConv(PackedConvolution layer, MatrixKernel kernel, int maxRows, Workspace room) {
        this.layer = layer;
        this.kernel = kernel;
        this.room = room;
        this.pastLength = layer.context() * layer.inputs();
        this.past = room.reservePast(pastLength);
        this.padded = layer.paddedOutputs() > layer.outputs();
        room.reserveInput(Math.multiplyExact(maxRows, layer.stride() * layer.inputs()));
        if (pastLength > 0) {
            room.reserveWindows(Math.multiplyExact(maxRows, layer.windowLength));
        }
        if (padded) {
            room.reservePadded(Math.multiplyExact(maxRows, layer.paddedOutputs()));
        }
    }

    /**
     * Takes {@code rows * stride} new steps of each stream from the workspace's input and gives {@code rows} of each.
     *
     * @param y receives {@code [count][rows][outputs]} from its beginning
     */
    void run(NetworkState[] streams, int count, int rows, float[] y) {
        float[] windows = room.input();
        if (pastLength > 0) {
            windows = room.windows();
            int fresh = rows * layer.stride() * layer.inputs();
            for (int i = 0; i < count; i++) {
                float[] before = streams[i].past(past);
                gather(before, i * fresh, rows, windows, i * rows * layer.windowLength);
                remember(before, i * fresh, fresh);
            }
        }
        if (!padded) {
            kernel.multiply(layer, windows, 0, count * rows, y, 0);
            return;
        }
        float[] wide = room.padded();
        kernel.multiply(layer, windows, 0, count * rows, wide, 0);
        for (int t = 0; t < count * rows; t++) {
            System.arraycopy(wide, t * layer.paddedOutputs(), y, t * layer.outputs(), layer.outputs());
        }
    }

    /** The windows of one stream, one after another: each a run of taps. */
    private void gather(float[] before, int from, int rows, float[] windows, int to) {
        int length = layer.inputs();
        int run = layer.dilation() == 1 ? layer.windowLength : length;
        int runs = layer.windowLength / run;
        for (int t = 0; t < rows; t++) {
            for (int k = 0; k < runs; k++) {
                int at = (t * layer.stride() + k * layer.dilation()) * length;
                int old = Math.max(0, Math.min(run, pastLength - at));
                int place = to + t * layer.windowLength + k * run;
                System.arraycopy(before, Math.min(at, pastLength), windows, place, old);
                int fresh = from + Math.max(0, at - pastLength);
                System.arraycopy(room.input(), fresh, windows, place + old, run - old);
            }
        }
    }

    private void remember(float[] before, int from, int fresh) {
        int kept = Math.max(0, pastLength - fresh);
        System.arraycopy(before, pastLength - kept, before, 0, kept);
        int taken = pastLength - kept;
        System.arraycopy(room.input(), from + fresh - taken, before, kept, taken);
    }
}
