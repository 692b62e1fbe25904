package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ApplicationOptionsTest {

    @Command(name = "decode")
    private static final class Decode {

        @Mixin
        private ApplicationOptions application;
    }

    private static String applicationId(String... line) {
        Decode command = new Decode();
        new CommandLine(command).parseArgs(line);
        return command.application.applicationId();
    }

    @Test
    void shouldNameTheApplicationAfterItsCommand() {
        assertEquals("sotto-decode", applicationId());
        assertEquals("mine", applicationId("--application-id", "mine"));
    }
}
