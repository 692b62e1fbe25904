package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * How many training segments have noise behind them, and how many come over a narrow line: each a share, 0 to 1. What
 * comes out is both what the encoder hears and what the decoder is to say: a codec is to give back what it hears. Pitch
 * and voicing stay what they were spoken with.
 */
public record Acoustics(double noise, double line) {

    public static final Acoustics NONE = new Acoustics(0, 0);

    /** Samples on each side of a segment that are heard in it. */
    public static final int MARGIN = Line.HALF;

    public boolean isNone() {
        return equals(NONE);
    }

    /** What one segment goes through. @param level RMS of its speech */
    public Surroundings draw(float level, SplittableRandom random) {
        Noise behind = random.nextDouble() < noise ? Noise.draw(level, random) : Noise.NONE;
        return new Surroundings(behind, random.nextDouble() < line ? Line.draw(random) : Line.WIDE);
    }
}
