package dev.sotto.training.data;

import dev.sotto.command.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training segments: a clip with a probability proportional to its length, a place in it, a level. What a step
 * draws depends on the seed and the number of the step alone, so that a resumed run hears what an unbroken one would
 * have heard.
 */
public final class SegmentSampler {

    private static final double MEAN_LEVEL_DB = -25;
    private static final double LEVEL_DEVIATION_DB = 6;
    private static final double MIN_LEVEL_DB = -48;
    private static final double MAX_LEVEL_DB = -15;
    private static final float PEAK = 0.98f;

    private final SampleCache cache;
    private final List<SampleCache.Clip> clips;
    private final long[] ends;
    private final int segmentLength;
    private final int batchSize;

    /**
     * @param samples {@code [batchSize, segmentLength]} as the encoder hears them
     * @param levels of each segment, the RMS of its clip's speech after the gain
     */
    public record Batch(float[] samples, float[] levels) {}

    public SegmentSampler(SampleCache cache, int segmentLength, int batchSize) {
        this.cache = cache;
        this.clips = cache.clips().stream().filter(clip -> clip.level() > 1e-4f).toList();
        if (clips.isEmpty()) {
            throw new BadInputException("all clips are silence: give --data a folder with speech in it");
        }
        this.ends = new long[clips.size()];
        this.segmentLength = segmentLength;
        this.batchSize = batchSize;
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += clips.get(i).length();
            ends[i] = end;
        }
    }

    public Batch draw(SplittableRandom random) {
        Batch batch = new Batch(new float[batchSize * segmentLength], new float[batchSize]);
        for (int b = 0; b < batchSize; b++) {
            int found = Arrays.binarySearch(ends, random.nextLong(ends[ends.length - 1]));
            SampleCache.Clip clip = clips.get(found >= 0 ? found + 1 : -found - 1);
            int spare = clip.length() - segmentLength;
            int from = spare > 0 ? random.nextInt(spare + 1) : 0;
            int lead = spare < 0 ? random.nextInt(-spare + 1) : 0;
            int start = b * segmentLength + lead;
            cache.read(clip, from, batch.samples, start, segmentLength - lead, 1);
            batch.levels[b] = level(batch.samples, b, clip.level(), random);
        }
        return batch;
    }

    /** Scales segment {@code b} to a level drawn at random, without clipping; returns the level. */
    private float level(float[] samples, int b, float speechLevel, SplittableRandom random) {
        double drawn = MEAN_LEVEL_DB + LEVEL_DEVIATION_DB * random.nextGaussian();
        double wanted = Math.pow(10, Math.max(MIN_LEVEL_DB, Math.min(MAX_LEVEL_DB, drawn)) / 20);
        float peak = 1e-6f;
        for (int i = b * segmentLength; i < (b + 1) * segmentLength; i++) {
            peak = Math.max(peak, Math.abs(samples[i]));
        }
        float gain = (float) Math.min(wanted / speechLevel, PEAK / peak);
        for (int i = b * segmentLength; i < (b + 1) * segmentLength; i++) {
            samples[i] *= gain;
        }
        return gain * speechLevel;
    }
}
