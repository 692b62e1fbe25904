package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.loop.TrainingOptions;
import picocli.CommandLine.Option;

/** The option of the post-filter. */
final class SharpnessOption {

    @Option(
            names = "--sharpness",
            paramLabel = "GAIN",
            defaultValue = "" + TrainingOptions.SHARPNESS,
            description = "How much sharper than trained the formants of the written model are (a post-filter); 0:"
                    + " as trained. Default: ${DEFAULT-VALUE}.")
    private float sharpness;

    /** @throws BadInputException where it is out of range */
    float gain() {
        if (!(sharpness >= 0 && sharpness <= 1)) {
            throw new BadInputException("--sharpness must be 0 to 1, is " + sharpness);
        }
        return sharpness;
    }
}
