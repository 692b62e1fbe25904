package dev.sotto.training.data;

import dev.sotto.BadInputException;
import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.model.CodecConfig;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.acoustics.Surroundings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws training segments: a clip with a probability proportional to its length, a place in it, a speed, what else is
 * heard, a level; and gives what the encoder hears of them and what the decoder should say. What a step draws depends
 * on the seed and the number of the step alone, so that a resumed run hears what an unbroken one would have heard.
 */
public final class SegmentSampler {

    /** Of the segments' speech: under the usual, because quiet speech is harder than loud. */
    public static final int MEAN_LEVEL_DB = -32;

    /** Steps at a segment's beginning that no loss looks at: the networks' past is not there yet. */
    public static final int RUN_IN = 8;

    private static final double MIN_LEVEL_DB = -56;
    private static final double MAX_LEVEL_DB = -15;
    private static final float PEAK = 0.98f;

    private static final int STEP = CodecConfig.STEP_LENGTH;

    /** Samples before a segment that its first features see. */
    private static final int CONTEXT = 7 * STEP;

    private final SampleCache cache;
    private final TargetPassage targets;
    private final CodecConfig config;
    private final List<SampleCache.Clip> clips;
    private final long[] ends;
    private final int segments;
    private final int steps;
    private final double levelSpread;
    private final double warp;
    private final Acoustics acoustics;
    private final LogSpectra analysis;

    /**
     * @param features {@code [B, FEATURES, steps]}
     * @param targets of the steps from {@link #RUN_IN} on that the decoder speaks of before the segment ends
     */
    public record Batch(float[] features, TargetRows targets) {}

    /**
     * @param segments of a batch
     * @param segmentFrames of each
     * @param levelSpread standard deviation of the segments' levels, dB
     * @param warp greatest share by which their speed is changed
     * @param acoustics how many have noise behind them or come over a narrow line
     */
    public SegmentSampler(
            SpeechData speech,
            CodecConfig config,
            int segments,
            int segmentFrames,
            double levelSpread,
            double warp,
            Acoustics acoustics) {
        this.cache = speech.samples();
        this.targets = new TargetPassage(speech.targets());
        this.config = config;
        this.clips = cache.clips().stream().filter(clip -> clip.level() > 1e-4f).toList();
        if (clips.isEmpty()) {
            throw new BadInputException("all clips are silence: give --data a folder with speech in it");
        }
        this.ends = new long[clips.size()];
        this.segments = segments;
        this.steps = segmentFrames * config.stepsPerFrame();
        this.levelSpread = levelSpread;
        this.warp = warp;
        this.acoustics = acoustics;
        this.analysis = new LogSpectra(SpectralKernel.preferred());
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += clips.get(i).length();
            ends[i] = end;
        }
    }

    /** Steps of a segment that have a target. */
    public int targetSteps() {
        return steps - RUN_IN - config.lookahead();
    }

    /** Whole frames in all clips together. */
    public long frames() {
        return ends[ends.length - 1] / config.hopLength();
    }

    public Batch draw(SplittableRandom random) {
        int points = TargetPassage.POINTS;
        Batch batch = new Batch(
                new float[segments * CodecConfig.FEATURES * steps], TargetRows.empty(segments, points, targetSteps()));
        float[] rows = new float[targetSteps() * TargetPassage.WIDTH];
        for (int b = 0; b < segments; b++) {
            SampleCache.Clip clip = clip(random);
            double speed = speed(random);
            int needed = (int) Math.ceil(steps * speed) + 1;
            int spare = clip.length() / STEP - needed;
            int from = spare > 0 ? random.nextInt(spare + 1) : 0;
            targets.read(clip, from + RUN_IN * speed, speed, targetSteps(), rows);
            float[] samples = heard(clip, from, speed, rows, random);
            float gain = gain(samples, clip.level(), random);
            for (int i = 0; i < samples.length; i++) {
                samples[i] *= gain;
            }
            analyse(samples, batch.features, b);
            batch.targets.set(b, rows, points, targetSteps(), (float) Math.log(gain));
        }
        return batch;
    }

    /** The samples of a segment; alters its {@code rows} as the sound is altered. */
    private float[] heard(SampleCache.Clip clip, int from, double speed, float[] rows, SplittableRandom random) {
        int margin = acoustics.isNone() ? 0 : Acoustics.MARGIN;
        float[] spoken = new float[CONTEXT + steps * STEP + 2 * margin];
        Passage.read(cache, clip, (double) from * STEP, speed, CONTEXT + margin, spoken);
        if (acoustics.isNone()) {
            return spoken;
        }
        Surroundings surroundings = acoustics.draw(clip.level(), random);
        surroundings.alter(rows, TargetPassage.POINTS, targetSteps());
        return surroundings.heard(spoken, random);
    }

    /** The features of a segment, each a row over time as the networks in training want them. */
    private void analyse(float[] samples, float[] features, int segment) {
        int width = CodecConfig.FEATURES;
        int past = CONTEXT / STEP;
        float[] rows = new float[(past + steps) * width];
        analysis.reset();
        analysis.analyse(samples, 0, past + steps, rows, 0);
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < width; i++) {
                features[(segment * width + i) * steps + t] = rows[(past + t) * width + i];
            }
        }
    }

    /** Every other segment stays as it was spoken. */
    private double speed(SplittableRandom random) {
        double change = random.nextBoolean() ? warp * (2 * random.nextDouble() - 1) : 0;
        return 1 + change;
    }

    private SampleCache.Clip clip(SplittableRandom random) {
        int found = Arrays.binarySearch(ends, random.nextLong(ends[ends.length - 1]));
        return clips.get(found >= 0 ? found + 1 : -found - 1);
    }

    /** What brings a passage to a level drawn at random, without clipping. */
    private float gain(float[] samples, float speechLevel, SplittableRandom random) {
        double drawn = MEAN_LEVEL_DB + levelSpread * random.nextGaussian();
        double wanted = Math.pow(10, Math.max(MIN_LEVEL_DB, Math.min(MAX_LEVEL_DB, drawn)) / 20);
        float peak = 1e-6f;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return (float) Math.min(wanted / speechLevel, PEAK / peak);
    }
}
