package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import dev.sotto.packet.PacketFormat;
import picocli.CommandLine.Option;

/** Whether pauses are sent as speech is. */
final class PauseOption {

    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 5;

    @Option(
            names = "--dtx",
            arity = "0..1",
            paramLabel = "SECONDS",
            fallbackValue = "0.4",
            description =
                    "Where nobody speaks, send one short record every so many seconds, 0.1 to 5 (without a number:"
                            + " 0.4). Not with --entropy.")
    private Double seconds;

    /** @throws BadInputException for an interval out of range, or packets that are entropy-coded */
    PacketCoding of(PacketCoding coding, CodecConfig config, int framesPerPacket) {
        if (seconds == null) {
            return coding;
        }
        if (coding.prior().isPresent()) {
            throw new BadInputException("--dtx and --entropy do not go together yet: give one of them");
        }
        if (!(seconds >= SHORTEST && seconds <= LONGEST)) {
            throw new BadInputException("--dtx must be 0.1 to 5 seconds, is " + seconds);
        }
        int frames = (int) Math.round(seconds * config.frameRate());
        if (frames < framesPerPacket) {
            throw new BadInputException("--dtx is shorter than a packet of " + framesPerPacket
                    + " frames: give it more seconds, or fewer frames with --frames-per-packet");
        }
        return PacketCoding.withPauses(Math.min(frames, PacketFormat.MAX_FRAMES));
    }
}
