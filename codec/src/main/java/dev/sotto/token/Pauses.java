package dev.sotto.token;

import java.util.List;

/**
 * Where in a sequence of tokens nobody speaks: runs of frames, each with the tokens of its first frame throughout.
 *
 * @param runs in their order, none empty, none over another; one may begin where the one before it ends
 */
public record Pauses(List<Run> runs) {

    /** No pause. */
    public static final Pauses NONE = new Pauses(List.of());

    /** The frames from {@code from} on, up to and without {@code to}. */
    public record Run(int from, int to) {}

    public Pauses {
        runs = List.copyOf(runs);
        int end = 0;
        for (Run run : runs) {
            if (run.from() < end || run.to() <= run.from()) {
                throw new IllegalArgumentException(
                        "a pause must begin at frame " + end + " or later and have frames, is " + run);
            }
            end = run.to();
        }
    }

    /** Frames in pauses. */
    public int numFrames() {
        return runs.stream().mapToInt(run -> run.to() - run.from()).sum();
    }

    /** Whether nobody speaks, for each frame of so many. */
    public boolean[] of(int numFrames) {
        boolean[] silent = new boolean[numFrames];
        for (Run run : runs) {
            for (int t = run.from(); t < Math.min(run.to(), numFrames); t++) {
                silent[t] = true;
            }
        }
        return silent;
    }
}
