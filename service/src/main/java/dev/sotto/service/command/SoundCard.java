package dev.sotto.service.command;

import dev.sotto.BadInputException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;

/** The microphone and the loudspeaker of a machine that has them. 16-bit mono. */
public final class SoundCard {

    /** Seconds that a loudspeaker keeps: more than anything waits for its turn. */
    private static final int LONGEST_WAIT = 2;

    private SoundCard() {}

    /**
     * What is heard from now on, at its own pace.
     *
     * @throws BadInputException where there is no microphone
     */
    public static Microphone microphone(int sampleRate) {
        try {
            TargetDataLine line = AudioSystem.getTargetDataLine(format(sampleRate));
            line.open();
            line.start();
            return new Microphone(line);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new BadInputException(
                    "This machine has no microphone that Java can open at " + sampleRate
                            + " Hz; send a file, or '-' with --raw for what another program records",
                    e);
        }
    }

    /**
     * Ready to play; writing to it waits until there is room.
     *
     * @throws BadInputException where there is no loudspeaker
     */
    public static SourceDataLine loudspeaker(int sampleRate) {
        try {
            SourceDataLine line = AudioSystem.getSourceDataLine(format(sampleRate));
            line.open(format(sampleRate), LONGEST_WAIT * sampleRate * Short.BYTES);
            line.start();
            return line;
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
            throw new BadInputException(
                    "This machine has no loudspeaker that Java can open at " + sampleRate
                            + " Hz; leave out --play and name a file OUT.wav",
                    e);
        }
    }

    private static AudioFormat format(int sampleRate) {
        return new AudioFormat(sampleRate, 16, 1, true, false);
    }
}
