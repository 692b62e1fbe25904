package dev.sotto.training.prior;

import dev.sotto.prior.PriorConfig;

/**
 * What a run is told, and what its checkpoints keep.
 *
 * @param steps the run's length, or 0 where {@code minutes} gives it
 * @param minutes the run's length in minutes of training, or 0
 * @param batchFrames frames of a step, together
 * @param learningRate the highest, after the warm-up
 */
public record PriorOptions(
        PriorConfig config, long steps, double minutes, int batchFrames, float learningRate, long seed) {

    /** The same run with another end. */
    public PriorOptions until(long newSteps, double newMinutes) {
        return new PriorOptions(config, newSteps, newMinutes, batchFrames, learningRate, seed);
    }

    /** How far the run is, 0 to 1. */
    double progress(long step, double seconds) {
        double bySteps = steps > 0 ? step / (double) steps : 0;
        double byTime = minutes > 0 ? seconds / (60 * minutes) : 0;
        return Math.min(1, Math.max(bySteps, byTime));
    }
}
