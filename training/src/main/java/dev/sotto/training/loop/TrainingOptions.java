package dev.sotto.training.loop;

import dev.sotto.model.CodecConfig;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;

/**
 * What a run is told, and what its checkpoints keep.
 *
 * @param steps the run's length, or 0 where {@code minutes} gives it
 * @param minutes the run's length in minutes of training, or 0
 * @param segmentFrames frames of a training clip
 * @param learningRate the highest, after the warm-up
 * @param commitment weight of the commitment loss, beta of equation 3 of the VQ-VAE paper
 * @param warmStart share of the run in which the autoencoder trains without its quantizer
 * @param levelSpread standard deviation of the segments' levels, dB; 0 in checkpoints of before there was a choice,
 *     which is 6
 * @param acoustics none where null, as in checkpoints of before there were any
 * @param adversarial off where null, likewise
 */
public record TrainingOptions(
        CodecConfig config,
        long steps,
        double minutes,
        int batchSize,
        int segmentFrames,
        float learningRate,
        CodebookLearning learning,
        float commitment,
        double warmStart,
        long seed,
        double levelSpread,
        Acoustics acoustics,
        AdversarialTraining adversarial) {

    /** Standard deviation of the segments' levels where a run says nothing else, dB. */
    public static final double LEVEL_SPREAD = 10;

    private static final double FORMER_LEVEL_SPREAD = 6;

    public TrainingOptions {
        levelSpread = levelSpread == 0 ? FORMER_LEVEL_SPREAD : levelSpread;
        acoustics = acoustics == null ? Acoustics.NONE : acoustics;
        adversarial = adversarial == null ? AdversarialTraining.OFF : adversarial;
    }

    /** The same run with another end. */
    public TrainingOptions until(long newSteps, double newMinutes) {
        return new TrainingOptions(
                config,
                newSteps,
                newMinutes,
                batchSize,
                segmentFrames,
                learningRate,
                learning,
                commitment,
                warmStart,
                seed,
                levelSpread,
                acoustics,
                adversarial);
    }

    /** How far the run is, 0 to 1. */
    double progress(long step, double seconds) {
        double bySteps = steps > 0 ? step / (double) steps : 0;
        double byTime = minutes > 0 ? seconds / (60 * minutes) : 0;
        return Math.min(1, Math.max(bySteps, byTime));
    }

    /** Frames of a batch. */
    long framesAStep() {
        return (long) batchSize * segmentFrames;
    }

    int segmentLength() {
        return segmentFrames * config.hopLength();
    }
}
