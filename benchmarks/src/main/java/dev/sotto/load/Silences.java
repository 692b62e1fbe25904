package dev.sotto.load;

import dev.sotto.BadInputException;
import dev.sotto.call.Call;
import dev.sotto.call.TurnTaking;
import dev.sotto.command.PauseOptions;
import dev.sotto.model.CodecConfig;
import dev.sotto.packet.PacketCoding;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of a call is silence, and how that is sent; a mixin. */
final class Silences {

    /** Of a turn and its pause. */
    private static final double ROUND_SECONDS = 6;

    private static final int MOST = 95;

    @Option(
            names = "--pauses",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "How much of a call is pause, 0 to 95: turns, each with its pause 6 s, in a room 60 dB below full"
                            + " scale. Give --seconds 58, ten of them. Default: ${DEFAULT-VALUE}.")
    private int percent;

    @Mixin
    private PauseOptions dtx = new PauseOptions();

    /** @throws BadInputException for a share that is none */
    void requireSensible() {
        if (percent < 0 || percent > MOST) {
            throw new BadInputException("--pauses must be 0 to " + MOST + ", is " + percent);
        }
    }

    boolean isGiven() {
        return percent > 0 || dtx.isGiven();
    }

    List<Call> in(List<Call> calls) {
        if (percent == 0) {
            return calls;
        }
        TurnTaking turns = TurnTaking.of(ROUND_SECONDS, percent / 100.0);
        return IntStream.range(0, calls.size())
                .mapToObj(i -> turns.of(calls.get(i), i))
                .toList();
    }

    PacketCoding coding(CodecConfig config, int framesPerPacket) {
        return dtx.forTopic(PacketCoding.PLAIN, config, framesPerPacket);
    }
}
