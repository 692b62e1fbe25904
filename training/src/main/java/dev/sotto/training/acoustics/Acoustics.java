package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * How often training segments are put into a room, into noise, on a narrow line: each a share of them, 0 to 1. What
 * comes out is both what the encoder hears and what the decoder is to say: a codec is to give back what it hears.
 */
public record Acoustics(double noise, double reverb, double bandLimit) {

    public static final Acoustics NONE = new Acoustics(0, 0, 0);

    public boolean isNone() {
        return equals(NONE);
    }

    /** Samples before a segment that can still be heard in it. */
    public int memory(int sampleRate) {
        return isNone() ? 0 : Room.longest(sampleRate) + LowPass.TAPS;
    }

    /**
     * What a microphone at the end of it all takes up: first the room, then the noise, then the line.
     *
     * @param spoken stays as it is
     * @param level RMS of the speech, which noise is measured against even where the segment is a pause
     * @param others who else may be heard
     */
    public float[] heard(float[] spoken, float level, int sampleRate, Voices others, SplittableRandom random) {
        float[] sound = spoken;
        if (random.nextDouble() < reverb) {
            sound = Room.draw(sampleRate, random).heard(sound);
        }
        if (random.nextDouble() < noise) {
            sound = Noise.draw(random).behind(sound, level, others, random);
        }
        if (random.nextDouble() < bandLimit) {
            sound = LowPass.draw(sampleRate, random).heard(sound);
        }
        return sound;
    }
}
