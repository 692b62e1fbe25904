package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.acoustics.Acoustics;
import dev.sotto.training.data.SegmentSampler;
import dev.sotto.training.loop.TrainingOptions;
import picocli.CommandLine.Option;

/** The options that play training segments louder and quieter, in rooms, in noise and on narrow lines. */
final class AcousticsOptions {

    private static final int MAX_SPREAD = 60;

    @Option(
            names = "--level-spread",
            paramLabel = "DB",
            defaultValue = "" + TrainingOptions.LEVEL_SPREAD,
            description = "Standard deviation of the segments' levels around " + SegmentSampler.MEAN_LEVEL_DB
                    + " dB of full scale."
                    + " Default: ${DEFAULT-VALUE}.")
    private double levelSpread;

    @Option(
            names = "--noise",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the segments with light white, pink or babble noise, 10 to 35 dB under the speech."
                    + " Default: ${DEFAULT-VALUE}.")
    private double noise;

    @Option(
            names = "--reverb",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the segments in a room of 0.15 to 0.6 s of reverberation."
                    + " Default: ${DEFAULT-VALUE}.")
    private double reverb;

    @Option(
            names = "--band-limit",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of the segments cut off above 3.4 to 7 kHz, as telephones do."
                    + " Default: ${DEFAULT-VALUE}.")
    private double bandLimit;

    /** @throws BadInputException where a share is none */
    Acoustics acoustics() {
        if (!isShare(noise) || !isShare(reverb) || !isShare(bandLimit)) {
            throw new BadInputException("--noise, --reverb and --band-limit are shares of the segments: give 0 to 1");
        }
        return new Acoustics(noise, reverb, bandLimit);
    }

    /** @throws BadInputException where it is out of range */
    double levelSpread() {
        if (!(levelSpread > 0 && levelSpread <= MAX_SPREAD)) {
            throw new BadInputException("--level-spread must be positive and at most " + MAX_SPREAD + " dB");
        }
        return levelSpread;
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
