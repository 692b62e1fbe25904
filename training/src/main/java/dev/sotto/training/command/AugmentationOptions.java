package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.loop.TrainingOptions;
import picocli.CommandLine.Option;

/** The options that play training segments louder and quieter, faster and slower. */
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
}
