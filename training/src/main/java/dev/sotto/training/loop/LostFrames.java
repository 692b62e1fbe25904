package dev.sotto.training.loop;

import java.util.SplittableRandom;

/**
 * Frames that never reach the decoder in training: one to three in a row, whose latents lie on a straight line between
 * their neighbours, as {@link dev.sotto.concealment.Concealment} makes them up. So the decoder learns what to say of
 * frames that it was not told of.
 */
final class LostFrames {

    private static final int LONGEST = 3;

    private LostFrames() {}

    /**
     * Of each frame of each segment, of which others it is made.
     *
     * @param share of the segments that lose some, 0 to 1
     * @return {@code [B][T][T]}: column t has the parts of frame t
     */
    static float[] parts(int batchSize, int frames, double share, SplittableRandom random) {
        float[] parts = new float[batchSize * frames * frames];
        for (int b = 0; b < batchSize; b++) {
            int segment = b * frames * frames;
            for (int t = 0; t < frames; t++) {
                parts[segment + t * frames + t] = 1;
            }
            if (random.nextDouble() < share) {
                int lost = 1 + random.nextInt(LONGEST);
                int first = 1 + random.nextInt(frames - lost - 1);
                lose(parts, segment, frames, first, lost);
            }
        }
        return parts;
    }

    private static void lose(float[] parts, int segment, int frames, int first, int lost) {
        int after = first + lost;
        for (int t = first; t < after; t++) {
            float part = (t - first + 1f) / (lost + 1);
            parts[segment + t * frames + t] = 0;
            parts[segment + (first - 1) * frames + t] = 1 - part;
            parts[segment + after * frames + t] = part;
        }
    }
}
