package dev.sotto.service.command;

import dev.sotto.BadInputException;
import dev.sotto.packet.PacketFormat;
import picocli.CommandLine.Option;

/** How many frames travel together. */
final class FramesPerPacketOption {

    @Option(
            names = "--frames-per-packet",
            paramLabel = "N",
            defaultValue = "5",
            description = "Frames of 20 ms in one packet, which is one record: more frames take less space on the"
                    + " topic and add delay. Default: ${DEFAULT-VALUE}.")
    private int framesPerPacket;

    int framesPerPacket() {
        return require(framesPerPacket);
    }

    /** @throws BadInputException for more than a packet can carry, or none */
    static int require(int framesPerPacket) {
        if (framesPerPacket < 1 || framesPerPacket > PacketFormat.MAX_FRAMES) {
            throw new BadInputException(
                    "--frames-per-packet must be 1 to " + PacketFormat.MAX_FRAMES + ", is " + framesPerPacket);
        }
        return framesPerPacket;
    }
}
