package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.synthesis.Voice;
import picocli.CommandLine.Option;

/** The options of another voice. */
public final class VoiceOptions {

    @Option(
            names = "--pitch",
            paramLabel = "SEMITONES",
            defaultValue = "0",
            description = "Semitones higher (+3) or lower (-3). Default: ${DEFAULT-VALUE}.")
    private double pitch;

    @Option(
            names = "--formants",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "Move formants up, as of a smaller speaker (1.1), or down (0.9). Default: ${DEFAULT-VALUE}.")
    private double formants;

    /** @throws BadInputException where one of them is out of range */
    public Voice voice() {
        if (!(Math.abs(pitch) <= Voice.MOST_SEMITONES)) {
            throw new BadInputException("--pitch must be -24 to 24 semitones, is " + pitch);
        }
        if (!(formants >= 1 / Voice.MOST_FORMANTS && formants <= Voice.MOST_FORMANTS)) {
            throw new BadInputException("--formants must be 0.5 to 2, is " + formants);
        }
        return new Voice(pitch, formants);
    }
}
