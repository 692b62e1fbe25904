package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.TestModels;
import dev.sotto.packet.PacketCoding;
import dev.sotto.prior.TestPriors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PauseOptionTest {

    private static final PacketCoding ENTROPY = PacketCoding.entropy(TestPriors.of(TestModels.tiny(1), 2), 50);

    private static PacketCoding parsed(PacketCoding coding, int framesPerPacket, String... args) {
        PauseOption option = new PauseOption();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("pauses", CommandLine.Model.CommandSpec.forAnnotatedObject(option)))
                .parseArgs(args);
        return option.of(coding, CodecConfig.DEFAULT, framesPerPacket);
    }

    private static void assertRefused(String reason, PacketCoding coding, int framesPerPacket, String... args) {
        BadInputException e = assertThrows(BadInputException.class, () -> parsed(coding, framesPerPacket, args));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldSayHowOftenAPauseIsHeardOf() {
        assertEquals(PacketCoding.PLAIN, parsed(PacketCoding.PLAIN, 5));
        assertEquals(ENTROPY, parsed(ENTROPY, 5));
        assertEquals(PacketCoding.withPauses(20), parsed(PacketCoding.PLAIN, 5, "--dtx"));
        assertEquals(PacketCoding.withPauses(100), parsed(PacketCoding.PLAIN, 5, "--dtx", "2"));
    }

    @Test
    void shouldRefuseWhatDoesNotGoTogether() {
        assertRefused("--dtx and --entropy do not go together", ENTROPY, 5, "--dtx");
        assertRefused("--dtx must be 0.1 to 5 seconds, is 6", PacketCoding.PLAIN, 5, "--dtx", "6");
        assertRefused("--dtx must be 0.1 to 5 seconds, is NaN", PacketCoding.PLAIN, 5, "--dtx", "NaN");
        assertRefused("shorter than a packet of 25 frames", PacketCoding.PLAIN, 25, "--dtx");
    }
}
