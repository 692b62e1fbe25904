package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.loop.TrainingOptions;
import picocli.CommandLine.Option;

/** The options that play training segments louder and quieter, faster and slower, in noise and over a narrow line. */
final class AugmentationOptions {

    private static final int MAX_LEVEL_SPREAD = 60;
    private static final double MAX_WARP = 0.12;

    @Option(
            names = "--level-spread",
            paramLabel = "DB",
            defaultValue = "" + TrainingOptions.LEVEL_SPREAD,
            description = "Standard deviation of the segments' levels around " + SegmentSampler.MEAN_LEVEL_DB
                    + " dB of full scale."
                    + " Default: ${DEFAULT-VALUE}.")
    private double levelSpread;

    @Option(
            names = "--speed-spread",
            paramLabel = "SHARE",
            defaultValue = "" + TrainingOptions.WARP,
            description = "Greatest share by which segments are played faster or slower, pitch and formants with them;"
                    + " 0.12 at most. Default: ${DEFAULT-VALUE}.")
    private double warp;

    @Option(
            names = "--noise-share",
            paramLabel = "SHARE",
            defaultValue = "" + TrainingOptions.NOISE_SHARE,
            description = "Share of the segments that have noise behind them, 10 to 35 dB under the speech."
                    + " Default: ${DEFAULT-VALUE}.")
    private double noiseShare;

    @Option(
            names = "--line-share",
            paramLabel = "SHARE",
            defaultValue = "" + TrainingOptions.LINE_SHARE,
            description = "Share of the segments that come over a line as narrow as a telephone's, or somewhat wider."
                    + " Default: ${DEFAULT-VALUE}.")
    private double lineShare;

    /** @throws BadInputException where it is out of range */
    double levelSpread() {
        if (!(levelSpread > 0 && levelSpread <= MAX_LEVEL_SPREAD)) {
            throw new BadInputException("--level-spread must be positive and at most " + MAX_LEVEL_SPREAD + " dB");
        }
        return levelSpread;
    }

    /** @throws BadInputException where it is out of range */
    double warp() {
        if (!(warp >= 0 && warp <= MAX_WARP)) {
            throw new BadInputException("--speed-spread must be 0 to " + MAX_WARP);
        }
        return warp;
    }

    /** @throws BadInputException where a share is none */
    Acoustics acoustics() {
        if (!(noiseShare >= 0 && noiseShare <= 1 && lineShare >= 0 && lineShare <= 1)) {
            throw new BadInputException("--noise-share and --line-share must be 0 to 1");
        }
        return new Acoustics(noiseShare, lineShare);
    }
}
