package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.adversary.AdversarialTraining;
import picocli.CommandLine.Option;

/** The options of a run against a discriminator. */
final class AdversaryOptions {

    private static final int MAX_WIDTH = 1024;

    @Option(
            names = "--adversarial",
            description = "Train against a discriminator in the last part of the run: for a GPU, or for long runs.")
    private boolean adversarial;

    @Option(
            names = "--adversarial-from",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "Share of the run before the discriminator starts. Default: ${DEFAULT-VALUE}.")
    private double from;

    @Option(
            names = "--discriminator-width",
            paramLabel = "N",
            defaultValue = "8",
            description = "Channels of the discriminator's layers; 32 on a GPU. Default: ${DEFAULT-VALUE}.")
    private int width;

    /** @throws BadInputException where a number is out of range */
    AdversarialTraining adversary() {
        if (!(from >= 0 && from <= 1)) {
            throw new BadInputException("--adversarial-from is a share of the run: give 0 to 1");
        }
        if (width < 1 || width > MAX_WIDTH) {
            throw new BadInputException("--discriminator-width must be 1 to " + MAX_WIDTH + ", is " + width);
        }
        return adversarial ? new AdversarialTraining(from, width) : AdversarialTraining.OFF;
    }
}
