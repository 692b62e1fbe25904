package dev.sotto.training.command;

import dev.sotto.BadInputException;
import dev.sotto.training.codebook.CodebookLearning;
import picocli.CommandLine.Option;

/** How the codebooks are learnt, and from when on. */
final class QuantizerOptions {

    @Option(
            names = "--codebook-learning",
            paramLabel = "ema|loss",
            defaultValue = "ema",
            description = "Codebooks by moving averages or by the codebook loss. Default: ${DEFAULT-VALUE}.")
    private CodebookLearning learning;

    @Option(
            names = "--commitment",
            paramLabel = "BETA",
            defaultValue = "0.25",
            description = "Weight of the commitment loss. Default: ${DEFAULT-VALUE}.")
    private float commitment;

    @Option(
            names = "--warm-start",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Share of the run before the quantizer starts by k-means. Default: ${DEFAULT-VALUE}.")
    private double warmStart;

    CodebookLearning learning() {
        return learning;
    }

    /** @throws BadInputException where it is out of range */
    float commitment() {
        if (!(commitment >= 0)) {
            throw new BadInputException("--commitment must not be negative, is " + commitment);
        }
        return commitment;
    }

    /** @throws BadInputException where it is out of range */
    double warmStart() {
        if (!(warmStart >= 0 && warmStart <= 1)) {
            throw new BadInputException("--warm-start must be 0 to 1, is " + warmStart);
        }
        return warmStart;
    }
}
