package dev.sotto.training.data;

import dev.sotto.BadInputException;
import dev.sotto.training.acoustics.Acoustics;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training segments: a clip with a probability proportional to its length, a place in it, the acoustics between
 * talker and codec, a level. What a step draws depends on the seed and the number of the step alone, so that a resumed
 * run hears what an unbroken one would have heard.
 */
public final class SegmentSampler {

    /** Of the segments' speech: under the usual, because quiet speech is harder than loud. */
    public static final int MEAN_LEVEL_DB = -32;

    private static final double MIN_LEVEL_DB = -56;
    private static final double MAX_LEVEL_DB = -15;
    private static final float PEAK = 0.98f;

    private final SampleCache cache;
    private final List<SampleCache.Clip> clips;
    private final long[] ends;
    private final int segmentLength;
    private final int batchSize;
    private final double levelSpread;
    private final Acoustics acoustics;
    private final int sampleRate;

    /**
     * @param samples {@code [batchSize, segmentLength]} as the encoder hears them
     * @param levels of each segment, the RMS of its clip's speech after the gain; what noise adds is not counted
     */
    public record Batch(float[] samples, float[] levels) {}

    /** @param levelSpread standard deviation of the segments' levels, dB */
    public SegmentSampler(
            SampleCache cache,
            int segmentLength,
            int batchSize,
            double levelSpread,
            Acoustics acoustics,
            int sampleRate) {
        this.cache = cache;
        this.clips = cache.clips().stream().filter(clip -> clip.level() > 1e-4f).toList();
        if (clips.isEmpty()) {
            throw new BadInputException("all clips are silence: give --data a folder with speech in it");
        }
        this.ends = new long[clips.size()];
        this.segmentLength = segmentLength;
        this.batchSize = batchSize;
        this.levelSpread = levelSpread;
        this.acoustics = acoustics;
        this.sampleRate = sampleRate;
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += clips.get(i).length();
            ends[i] = end;
        }
    }

    public Batch draw(SplittableRandom random) {
        Batch batch = new Batch(new float[batchSize * segmentLength], new float[batchSize]);
        for (int b = 0; b < batchSize; b++) {
            SampleCache.Clip clip = clip(random);
            int spare = clip.length() - segmentLength;
            int from = spare > 0 ? random.nextInt(spare + 1) : 0;
            int lead = spare < 0 ? random.nextInt(-spare + 1) : 0;
            if (acoustics.isNone()) {
                cache.read(clip, from, batch.samples, b * segmentLength + lead, segmentLength - lead, 1);
            } else {
                float[] heard = heard(clip, from, lead, random);
                System.arraycopy(heard, heard.length - segmentLength, batch.samples, b * segmentLength, segmentLength);
            }
            batch.levels[b] = level(batch.samples, b, clip.level(), random);
        }
        return batch;
    }

    private SampleCache.Clip clip(SplittableRandom random) {
        int found = Arrays.binarySearch(ends, random.nextLong(ends[ends.length - 1]));
        return clips.get(found >= 0 ? found + 1 : -found - 1);
    }

    /** A segment in its surroundings, and before it what still rings in it: a room does not begin with the segment. */
    private float[] heard(SampleCache.Clip clip, int from, int lead, SplittableRandom random) {
        int memory = acoustics.memory(sampleRate);
        int past = Math.min(memory, from);
        float[] spoken = new float[memory + segmentLength];
        int start = memory + lead - past;
        cache.read(clip, from - past, spoken, start, spoken.length - start, 1);
        return acoustics.heard(spoken, clip.level(), sampleRate, this::addVoice, random);
    }

    /** Adds a passage of any clip, as loud as that of any other. */
    private void addVoice(float[] target, SplittableRandom random) {
        SampleCache.Clip clip = clip(random);
        int from = random.nextInt(clip.length());
        float[] voice = new float[target.length];
        cache.read(clip, from, voice, 0, voice.length, 1 / clip.level());
        for (int i = 0; i < target.length; i++) {
            target[i] += voice[i];
        }
    }

    /** Scales segment {@code b} to a level drawn at random, without clipping; returns the level. */
    private float level(float[] samples, int b, float speechLevel, SplittableRandom random) {
        double drawn = MEAN_LEVEL_DB + levelSpread * random.nextGaussian();
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
