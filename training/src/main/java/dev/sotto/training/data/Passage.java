package dev.sotto.training.data;

import java.util.Arrays;

/** A passage of a clip, played faster or slower: pitch, formants and pace change together, as on a turntable. */
final class Passage {

    /** Samples on each side that an interpolated one is made of. */
    private static final int REACH = 12;

    /** Places between two samples that the interpolation's table has. */
    private static final int PLACES = 512;

    private Passage() {}

    /**
     * Fills {@code target}; silence before and after the clip.
     *
     * @param from place in the clip, in samples, of {@code target[past]}
     * @param speed samples of the clip to one of the target
     * @param past samples of the target before that
     */
    static void read(SampleCache cache, SampleCache.Clip clip, double from, double speed, int past, float[] target) {
        if (speed == 1) {
            copy(cache, clip, (int) from - past, target);
            return;
        }
        int first = (int) Math.floor(from - past * speed) - REACH;
        float[] source = new float[(int) Math.ceil(target.length * speed) + 2 * REACH + 2];
        copy(cache, clip, first, source);
        float[] kernel = kernel(Math.min(1, 1 / speed));
        int taps = 2 * REACH;
        for (int i = 0; i < target.length; i++) {
            double place = from + (i - past) * speed - first;
            int before = (int) place;
            int row = (int) ((place - before) * PLACES) * taps;
            float sum = 0;
            for (int k = 0; k < taps; k++) {
                sum += kernel[row + k] * source[before - REACH + 1 + k];
            }
            target[i] = sum;
        }
    }

    private static void copy(SampleCache cache, SampleCache.Clip clip, int from, float[] target) {
        int lead = Math.min(target.length, Math.max(0, -from));
        Arrays.fill(target, 0f);
        if (from + lead < clip.length()) {
            cache.read(clip, from + lead, target, lead, target.length - lead, 1);
        }
    }

    /** A low-pass under a Hann window for each place between two samples, {@code [PLACES][2 * REACH]}. */
    private static float[] kernel(double cutoff) {
        float[] kernel = new float[PLACES * 2 * REACH];
        for (int p = 0; p < PLACES; p++) {
            for (int k = 0; k < 2 * REACH; k++) {
                double x = k - REACH + 1 - (p + 0.5) / PLACES;
                double sinc = x == 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
                double window = 0.5 + 0.5 * Math.cos(Math.PI * x / REACH);
                kernel[p * 2 * REACH + k] = (float) (cutoff * sinc * Math.max(0, window));
            }
        }
        return kernel;
    }
}
