package dev.sotto.training.loop;

import dev.sotto.model.CodecConfig;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.adversary.AdversarialTraining;
import dev.sotto.training.codebook.CodebookLearning;

/**
 * What a run is told, and what its checkpoints keep.
 *
 * @param steps the run's length, or 0 where {@code minutes} gives it
 * @param minutes the run's length in minutes of processor time a thread, or 0
 * @param segmentFrames frames of a training clip
 * @param learningRate the highest, after the warm-up
 * @param commitment weight of the commitment loss, beta of equation 3 of the VQ-VAE paper
 * @param warmStart share of the run in which the autoencoder trains without its quantizer
 * @param levelSpread standard deviation of the segments' levels, dB
 * @param warp greatest share by which a segment's speed, and with it its pitch and formants, are changed
 * @param acoustics how many segments have noise behind them or come over a narrow line, or {@link Acoustics#NONE}
 * @param adversarial discriminators of envelopes, or {@link AdversarialTraining#OFF}
 * @param sharpness gain of the {@link dev.sotto.training.network.Sharpening} in the model that is written
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
        double warp,
        Acoustics acoustics,
        AdversarialTraining adversarial,
        float sharpness) {

    /** Gain of the post-filter where a run says nothing else. */
    public static final float SHARPNESS = 0;

    /** Standard deviation of the segments' levels where a run says nothing else, dB. */
    public static final double LEVEL_SPREAD = 10;

    /** Share of the segments with noise behind them where a run says nothing else. */
    public static final double NOISE_SHARE = 0;

    /** Share of the segments that come over a narrow line where a run says nothing else. */
    public static final double LINE_SHARE = 0;

    /** Greatest change of speed where a run says nothing else. */
    public static final double WARP = 0.1;

    public TrainingOptions {
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
                warp,
                acoustics,
                adversarial,
                sharpness);
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
