package dev.sotto.training.data;

import dev.sotto.training.target.MelPoints;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;

/**
 * The targets of a {@link Passage}: a clip's rows as they are of the clip played faster or slower. F0 and the
 * envelope's frequencies go with the speed; a row is the nearest in time and no mean of two, because a mean smooths the
 * envelope.
 */
final class TargetPassage {

    static final int POINTS = MelPoints.CODEC;

    /** F0 in Hz or 0, aperiodicity in dB, log amplitudes in nepers. */
    static final int WIDTH = 2 + POINTS;

    /** Nepers under the last point for what lies beyond 8 kHz of the clip: a slower one has nothing there. */
    private static final float BEYOND = 2.5f;

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
        int first = (int) Math.round(from);
        int count = (int) Math.round(from + (steps - 1) * speed) - first + 1;
        float[] source = new float[count * TargetAnalysis.WIDTH];
        for (int i = 0; i < count; i++) {
            int row = i * TargetAnalysis.WIDTH;
            Arrays.fill(source, row + TargetAnalysis.ENVELOPE, row + TargetAnalysis.WIDTH, SILENCE);
        }
        cache.read(clip, first, count, source, 0);
        double[] places = places(speed);
        // The same power over another number of samples.
        float rise = (float) (-0.5 * Math.log(speed));
        for (int t = 0; t < steps; t++) {
            int row = ((int) Math.round(from + t * speed) - first) * TargetAnalysis.WIDTH;
            rows[t * WIDTH] = source[row + TargetAnalysis.F0] * (float) speed;
            rows[t * WIDTH + 1] = source[row + TargetAnalysis.APERIODICITY];
            for (int i = 0; i < POINTS; i++) {
                rows[t * WIDTH + 2 + i] = rise + amplitude(source, row + TargetAnalysis.ENVELOPE, places[i]);
            }
        }
    }

    /** Where each of the codec's points lies among the fine ones of a clip at its own speed. */
    private static double[] places(double speed) {
        double[] places = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            int fine = MelPoints.RATIO * i;
            places[i] = speed == 1 ? fine : Math.max(0, MelPoints.fine(MelPoints.hertz(fine) / speed));
        }
        return places;
    }

    private static float amplitude(float[] source, int offset, double place) {
        int last = MelPoints.FINE - 1;
        if (place > last) {
            return source[offset + last] - BEYOND;
        }
        int low = Math.min(last - 1, (int) place);
        float share = (float) (place - low);
        return source[offset + low] + share * (source[offset + low + 1] - source[offset + low]);
    }
}
