package dev.sotto.activity;

import dev.sotto.analysis.LogSpectra;
import java.util.Arrays;

/**
 * Tells speech from pauses in one stream, frame by frame: somebody speaks while the spectrum, or a part of it, lies
 * above the floor of the last two seconds, and for 160 ms after. The floor is the least that each of eight groups of
 * mel bands had (minimum statistics, Martin 2001, without the bias). Half a second from the beginning on counts as
 * speech, until there is a floor. Memory is finite, so that whoever begins later decides the same. Allocates nothing
 * after construction; for one thread.
 */
public final class VoiceActivity {

    private static final int GROUPS = 8;
    private static final int BANDS = LogSpectra.MEL_BANDS / GROUPS;

    /** Frames of 20 ms whose least is the floor. */
    private static final int FLOOR_FRAMES = 100;

    /** Frames from which the floor is taken are means of so many. */
    private static final int SMOOTHED = 3;

    /** Frames from the beginning on that count as speech. */
    private static final int SETTLING = 25;

    /** Frames after speech that count as speech. */
    public static final int HANGOVER = 8;

    /** Units of the features: 4 nepers of power, 17.4 dB. */
    private static final float DECIBELS = 1 / 17.372f;

    /** So far above the floor is speech, as the mean over all groups. */
    private static final float THRESHOLD = 4 * DECIBELS;

    /** And so far is speech in a single group: a hiss over a dull room (EXPERIMENTS.md). */
    private static final float GROUP_THRESHOLD = 9 * DECIBELS;

    /** After speech only what in no group is as far above it is the floor itself. */
    private static final float NEAR_FLOOR = 5.5f * DECIBELS;

    /** What lies below counts as this: -75 dB of full scale. */
    private static final float QUIETEST = 2.5f - 75 * DECIBELS;

    private final int stepsPerFrame;

    /** Of the last frames, the youngest at {@link #count} modulo their number. */
    private final float[] levels = new float[SMOOTHED * GROUPS];

    private final float[] smoothed = new float[FLOOR_FRAMES * GROUPS];

    /** Whether there was a frame: the first is heard through a window that is half silence, and is no floor. */
    private boolean begun;

    private long count;
    private int hangover;
    private boolean nearFloor;
    private boolean hangingOver;

    public VoiceActivity(int stepsPerFrame) {
        this.stepsPerFrame = stepsPerFrame;
    }

    /** How many frames before its own a decision depends on. */
    public static int memoryFrames() {
        return 1 + FLOOR_FRAMES + SMOOTHED + HANGOVER;
    }

    /** From here on it is a new stream. */
    public void reset() {
        Arrays.fill(levels, 0);
        Arrays.fill(smoothed, 0);
        begun = false;
        count = 0;
        hangover = 0;
        nearFloor = false;
        hangingOver = false;
    }

    /**
     * Whether the last frame counts as speech for what was said before it alone, and has itself come down to the floor.
     */
    public boolean isHangingOver() {
        return hangingOver;
    }

    /**
     * Whether somebody speaks in the next frame.
     *
     * @param features a frame's rows of {@link LogSpectra#FEATURES} numbers from {@code offset} on
     */
    public boolean next(float[] features, int offset) {
        if (!begun) {
            begun = true;
            return true;
        }
        int at = (int) (count % SMOOTHED) * GROUPS;
        for (int group = 0; group < GROUPS; group++) {
            levels[at + group] = Math.max(QUIETEST, level(features, offset + group * BANDS));
        }
        int have = (int) Math.min(count + 1, SMOOTHED);
        int to = (int) (count % FLOOR_FRAMES) * GROUPS;
        for (int group = 0; group < GROUPS; group++) {
            float sum = 0;
            for (int i = 0; i < have; i++) {
                sum += levels[(int) ((count - i) % SMOOTHED) * GROUPS + group];
            }
            smoothed[to + group] = sum / have;
        }
        boolean speech = count < SETTLING || isAboveFloor(at);
        count++;
        hangover = speech ? HANGOVER : Math.max(0, hangover - 1);
        hangingOver = !speech && hangover > 0 && nearFloor;
        return speech || hangover > 0;
    }

    private float level(float[] features, int offset) {
        float sum = 0;
        for (int step = 0; step < stepsPerFrame; step++) {
            for (int band = 0; band < BANDS; band++) {
                sum += features[offset + step * LogSpectra.FEATURES + band];
            }
        }
        return sum / (stepsPerFrame * BANDS);
    }

    private boolean isAboveFloor(int at) {
        int frames = (int) Math.min(count + 1, FLOOR_FRAMES);
        float sum = 0;
        float greatest = 0;
        for (int group = 0; group < GROUPS; group++) {
            float floor = smoothed[group];
            for (int i = 1; i < frames; i++) {
                floor = Math.min(floor, smoothed[i * GROUPS + group]);
            }
            float above = levels[at + group] - floor;
            sum += above;
            greatest = Math.max(greatest, above);
        }
        nearFloor = greatest < NEAR_FLOOR;
        return sum > GROUPS * THRESHOLD || greatest > GROUP_THRESHOLD;
    }
}
