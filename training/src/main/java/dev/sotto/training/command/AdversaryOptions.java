package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.adversary.AdversarialTraining;
import picocli.CommandLine.Option;

/** The options of a run against discriminators of envelopes. */
final class AdversaryOptions {

    @Option(
            names = "--adversarial-from",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the run before the discriminators start; 1: never. Default: ${DEFAULT-VALUE}.")
    private double from;

    @Option(
            names = "--deception",
            paramLabel = "WEIGHT",
            defaultValue = "0.03",
            description = "Weight of the adversarial loss. Default: ${DEFAULT-VALUE}.")
    private float deception;

    @Option(
            names = "--matching",
            paramLabel = "WEIGHT",
            defaultValue = "0.3",
            description = "Weight of the feature-matching loss. Default: ${DEFAULT-VALUE}.")
    private float matching;

    /** @throws BadInputException where a number is out of range */
    AdversarialTraining adversary() {
        if (!(from >= 0 && from <= 1)) {
            throw new BadInputException("--adversarial-from is a share of the run: give 0 to 1");
        }
        if (!(deception >= 0 && deception <= 100) || !(matching >= 0 && matching <= 100)) {
            throw new BadInputException("--deception and --matching must be 0 to 100");
        }
        return from < 1 ? new AdversarialTraining(from, deception, matching) : AdversarialTraining.OFF;
    }
}
