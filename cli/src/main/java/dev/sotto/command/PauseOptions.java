package dev.sotto.command;

import dev.sotto.BadInputException;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketFormat;
import picocli.CommandLine.Option;

/** Whether pauses are written as speech is; a mixin of the commands that write packets. */
public final class PauseOptions {

    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 5;

    /** Nobody types that; a 0 that somebody types is refused. */
    private static final String NO_NUMBER = "-Infinity";

    @Option(
            names = "--dtx",
            arity = "0..1",
            paramLabel = "SECONDS",
            fallbackValue = NO_NUMBER,
            description =
                    "Where nobody speaks, write one short packet every so many seconds, 0.1 to 5. Without a number:"
                            + " 0.4 or 20 packets' worth, whichever is longer; in a file 5.")
    private Double seconds;

    public boolean isGiven() {
        return seconds != null;
    }

    /**
     * For packets on a topic.
     *
     * @throws BadInputException for an interval out of range
     */
    public PacketCoding forTopic(PacketCoding coding, CodecConfig config, int framesPerPacket) {
        if (seconds == null) {
            return coding;
        }
        double usual = Math.min(LONGEST, 20 * framesPerPacket / config.frameRate());
        int frames = (int) Math.round(interval(usual) * config.frameRate());
        if (frames < framesPerPacket) {
            throw new BadInputException("--dtx is shorter than a packet of " + framesPerPacket
                    + " frames: give it more seconds, or fewer frames with --frames-per-packet");
        }
        return coding.withPauses(Math.min(frames, PacketFormat.MAX_FRAMES));
    }

    /**
     * For files: the most frames of one pause.
     *
     * @throws BadInputException for an interval out of range
     */
    public int framesInFile(CodecConfig config) {
        return Math.min(PacketFormat.MAX_FRAMES, Math.max(1, (int) Math.round(interval(LONGEST) * config.frameRate())));
    }

    /** @param usual where no number was given */
    private double interval(double usual) {
        if (seconds == Double.NEGATIVE_INFINITY) {
            return usual;
        }
        if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
            throw new BadInputException("--dtx must be 0.1 to 5 seconds, is " + seconds);
        }
        return seconds;
    }
}
