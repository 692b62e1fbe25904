package dev.sotto.concealment;

import dev.sotto.synthesis.MelPoints;
import dev.sotto.synthesis.SpeechParameters;
import java.util.Arrays;

/**
 * One stream's way over missing frames. For 100 ms the last latent stands for what is missing, or, where the frame
 * after the gap is known, what lies between the two on a straight line. In the next 60 ms the sound fades to the noise
 * of the stream's {@link Background}, for up to 5 s. What comes after is back within 10 ms. Without a missing frame it
 * changes no bit. Allocates nothing after construction; for one thread.
 */
public final class Concealment {

    /** Steps of 5 ms that are continued. */
    static final int CONTINUED = 20;

    /** Steps in which the sound fades. */
    static final int FADING = 12;

    /** Steps of a gap that are made up. */
    private static final int LONGEST = 1000;

    /** Level of full sound; 0 is none. */
    private static final int FULL = FADING;

    /** By how much the level rises with a step that came. */
    private static final int RISE = FULL / 2;

    /** What each level takes off the envelope, in nepers: amplitudes fall on a straight line. */
    private static final float[] ATTENUATION = new float[FULL + 1];

    static {
        ATTENUATION[0] = SpeechParameters.LOUDEST - SpeechParameters.QUIETEST;
        for (int level = 1; level <= FULL; level++) {
            ATTENUATION[level] = (float) -StrictMath.log(level / (double) FULL);
        }
    }

    private final int stepsPerFrame;

    /** Of the frame before: heard, or guessed. */
    private final float[] latent;

    private boolean heard;
    private int missingSteps;
    private int level = FULL;

    private final Background background;

    /** The background as it was when the gap began, if there was any. */
    private final float[] noise = new float[MelPoints.COUNT];

    private boolean hasNoise;

    /** @param latentDim size of a latent vector */
    public Concealment(int latentDim, int stepsPerFrame) {
        this.stepsPerFrame = stepsPerFrame;
        this.latent = new float[latentDim];
        this.background = new Background(stepsPerFrame);
    }

    /** So many missing frames are made up: 250 frames of 20 ms. */
    public static int maxFrames(int stepsPerFrame) {
        return LONGEST / stepsPerFrame;
    }

    /** So many are heard before there is noise alone, and so many head for the frame after them: 8 frames of 20 ms. */
    public static int bridgedFrames(int stepsPerFrame) {
        return (CONTINUED + FADING + stepsPerFrame - 1) / stepsPerFrame;
    }

    /** How many frames before its own what is made up depends on, beyond the decoder's memory. */
    public static int memoryFrames() {
        return Background.memoryFrames();
    }

    /** As for a new stream. */
    public void reset() {
        Arrays.fill(latent, 0);
        heard = false;
        missingSteps = 0;
        level = FULL;
        hasNoise = false;
        background.reset();
    }

    /**
     * What the decoder says of a frame that came, before anything is changed.
     *
     * @param frame its number
     * @param rows of the frame, from {@code offset} on
     */
    public void listen(long frame, float[] rows, int offset) {
        background.hear(frame, rows, offset);
    }

    /**
     * Frames came.
     *
     * @param offset where the latent of the last of them begins
     */
    public void heard(float[] latents, int offset) {
        System.arraycopy(latents, offset, latent, 0, latent.length);
        heard = true;
        missingSteps = 0;
    }

    /** Writes what stands for the latent of a missing frame. */
    public void guess(float[] latents, int offset) {
        System.arraycopy(latent, 0, latents, offset, latent.length);
    }

    /**
     * Writes what stands for the latent of a missing frame of a gap whose end is known.
     *
     * @param left missing frames from this one on
     * @param next latent of the frame after them, from {@code nextOffset} on
     */
    public void guess(int left, float[] next, int nextOffset, float[] latents, int offset) {
        float part = 1f / (left + 1);
        for (int i = 0; i < latent.length; i++) {
            latent[i] = Math.fma(part, next[nextOffset + i] - latent[i], latent[i]);
        }
        guess(latents, offset);
    }

    /**
     * Changes what the decoder says of frames that came: only where the sound is on its way back.
     *
     * @param rows {@code steps} rows of {@link SpeechParameters#WIDTH} numbers from {@code offset} on
     */
    public void restore(float[] rows, int offset, int steps) {
        for (int i = 0; i < steps && level < FULL; i++) {
            level = Math.min(FULL, level + RISE);
            attenuate(rows, offset + i * SpeechParameters.WIDTH);
        }
    }

    /**
     * Changes what the decoder says of a missing frame: there is less and less of it, and more of the background.
     *
     * @param rows of the frame, from {@code offset} on
     */
    public void fade(float[] rows, int offset) {
        if (missingSteps == 0) {
            hasNoise = background.read(noise);
        }
        for (int i = 0; i < stepsPerFrame; i++) {
            if (!heard) {
                level = 0;
            } else if (missingSteps < CONTINUED) {
                missingSteps++;
            } else {
                level = Math.max(0, level - 1);
            }
            attenuate(rows, offset + i * SpeechParameters.WIDTH);
        }
    }

    private void attenuate(float[] rows, int row) {
        if (level == FULL) {
            return;
        }
        if (!hasNoise) {
            SpeechParameters.attenuate(rows, row, ATTENUATION[level]);
            return;
        }
        SpeechParameters.approach(rows, row, noise, level / (float) FULL);
        if (level == 0) {
            SpeechParameters.unvoice(rows, row, 1);
        }
    }
}
