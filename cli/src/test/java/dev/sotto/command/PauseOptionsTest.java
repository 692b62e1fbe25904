package dev.sotto.command;

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

class PauseOptionsTest {

    private static final PacketCoding PLAIN = PacketCoding.PLAIN;
    private static final PacketCoding ENTROPY = PacketCoding.entropy(TestPriors.of(TestModels.tiny(1), 2), 50);

    private static PauseOptions parsed(String... args) {
        PauseOptions options = new PauseOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("pauses", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(args);
        return options;
    }

    private static PacketCoding parsed(PacketCoding coding, int framesPerPacket, String... args) {
        return parsed(args).forTopic(coding, CodecConfig.DEFAULT, framesPerPacket);
    }

    private static void assertRefused(String reason, int framesPerPacket, String... args) {
        BadInputException e = assertThrows(BadInputException.class, () -> parsed(PLAIN, framesPerPacket, args));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void shouldSayHowOftenAPauseIsHeardOf() {
        assertEquals(PLAIN, parsed(PLAIN, 5));
        assertEquals(ENTROPY, parsed(ENTROPY, 5));
        assertEquals(PLAIN.withPauses(20), parsed(PLAIN, 1, "--dtx"));
        assertEquals(PLAIN.withPauses(100), parsed(PLAIN, 5, "--dtx"));
        assertEquals(PLAIN.withPauses(250), parsed(PLAIN, 50, "--dtx"));
        assertEquals(PLAIN.withPauses(20), parsed(PLAIN, 5, "--dtx", "0.4"));
        assertEquals(ENTROPY.withPauses(100), parsed(ENTROPY, 5, "--dtx", "2"));
    }

    @Test
    void shouldMakePausesInFilesAsLongAsAsked() {
        assertEquals(250, parsed("--dtx").framesInFile(CodecConfig.DEFAULT));
        assertEquals(20, parsed("--dtx", "0.4").framesInFile(CodecConfig.DEFAULT));
    }

    @Test
    void shouldRefuseIntervalsOutOfRange() {
        assertRefused("--dtx must be 0.1 to 5 seconds, is 6", 5, "--dtx", "6");
        assertRefused("--dtx must be 0.1 to 5 seconds, is 0", 5, "--dtx", "0");
        assertRefused("--dtx must be 0.1 to 5 seconds, is NaN", 5, "--dtx", "NaN");
        assertRefused("shorter than a packet of 25 frames", 25, "--dtx", "0.4");
    }
}
