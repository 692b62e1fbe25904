package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.concealment.FrameLoss;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of frames that are lost on purpose. */
public final class LossOptions {

    private static final double MAX_PERCENT = 100 * FrameLoss.MAX_SHARE;

    @Option(
            names = "--lose",
            paramLabel = "PERCENT",
            description =
                    "Decode as if so many of the frames (5%% or 5, at most 50) had been lost on their way: what is"
                            + " missing is made up.")
    private String lose;

    @Option(
            names = "--lose-burst",
            paramLabel = "N",
            description = "With --lose: N frames of 20 ms are lost one after another, 1 to 50. Default: 1.")
    private Integer burst;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "With --lose: another number loses other frames. Default: 1.")
    private Long seed;

    /**
     * Empty where nothing is to be lost.
     *
     * @throws BadInputException for options that are out of range, or say nothing without the others
     */
    public Optional<FrameLoss> loss() {
        if (lose == null) {
            if (burst != null || seed != null) {
                throw new BadInputException("--lose-burst and --seed are about frames that are lost: give --lose, too");
            }
            return Optional.empty();
        }
        int frames = burst == null ? 1 : burst;
        if (frames < 1 || frames > FrameLoss.MAX_BURST) {
            throw new BadInputException("--lose-burst must be 1 to " + FrameLoss.MAX_BURST + ", is " + frames);
        }
        return Optional.of(new FrameLoss(percent() / 100, frames, seed == null ? 1 : seed));
    }

    private double percent() {
        double percent = Double.NaN;
        try {
            percent = Double.parseDouble(lose.endsWith("%") ? lose.substring(0, lose.length() - 1) : lose);
        } catch (NumberFormatException e) {
            // What is no number is out of range, too.
        }
        if (!(percent >= 0 && percent <= MAX_PERCENT)) {
            throw new BadInputException("--lose must be 0% to 50%, is " + lose);
        }
        return percent;
    }
}
