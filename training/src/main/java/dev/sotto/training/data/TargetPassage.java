package dev.sotto.training.data;

import dev.sotto.training.target.MelPoints;
import dev.sotto.training.target.SpeedChange;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;

/** The targets of a {@link Passage}: a clip's rows as they are of the clip played faster or slower. */
final class TargetPassage {

    static final int POINTS = MelPoints.CODEC;

    /** F0 in Hz or 0, aperiodicity in dB, log amplitudes in nepers. */
    static final int WIDTH = SpeedChange.WIDTH;

    /** Nepers: what a clip has before its first row and after its last. */
    private static final float SILENCE = -18;

    private final TargetCache cache;

    TargetPassage(TargetCache cache) {
        this.cache = cache;
    }

    /**
     * @param from row of the clip, perhaps between two, that the first is about
     * @param speed rows of the clip to one of the passage
     * @param rows receives {@code [steps][WIDTH]}
     */
    void read(SampleCache.Clip clip, double from, double speed, int steps, float[] rows) {
        SpeedChange change = new SpeedChange(speed);
        int first = (int) Math.floor(from);
        int count = change.rowsNeeded(steps) + 1;
        float[] source = new float[count * TargetAnalysis.WIDTH];
        for (int i = 0; i < count; i++) {
            int row = i * TargetAnalysis.WIDTH;
            Arrays.fill(source, row + TargetAnalysis.ENVELOPE, row + TargetAnalysis.WIDTH, SILENCE);
        }
        cache.read(clip, first, count, source, 0);
        change.apply(source, from - first, 1, steps, rows, 0);
    }
}
