package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import dev.sotto.audio.AudioFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SottoTest {

    @Test
    void shouldListTheCommandsWhenCalledAlone() {
        Console alone = Console.run().shouldSucceed();

        for (Class<?> type : new FileCommands().commands()) {
            String name = CommandList.command(type).name();
            assertTrue(alone.out().lines().anyMatch(line -> line.startsWith("  " + name + " ")), name);
        }
        assertEquals(alone, Console.run("--help"));
        assertEquals(alone, Console.run("help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "decode", "inspect", "sample"})
    void shouldHelpWithExamples(String command) {
        String help = Console.run(command, "--help").shouldSucceed().out();

        assertTrue(help.startsWith("Usage: sotto " + command), help);
        assertTrue(help.contains("Examples:\n  sotto " + command), help);
        assertFalse(help.contains("--trace"), help);
        assertEquals(help, Console.run("help", command).out());
    }

    @Test
    void shouldTellItsVersion() {
        String version = Console.run("--version").shouldSucceed().out();

        assertTrue(version.startsWith("sotto "), version);
        assertEquals(version, Console.run("encode", "--version").shouldSucceed().out());
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        Console.run("sing").shouldRefuse("no command 'sing'");
        Console.run("--sing").shouldRefuse("no command '--sing'");
        Console.run("encode").shouldRefuse("IN", "OUT.sotto", "sotto encode --help");
        Console.run("encode", "a", "b", "c").shouldRefuse("'c'");
        Console.run("encode", "a", "b", "--sing").shouldRefuse("--sing");
        Console.run("encode", "a", "b", "--codebooks", "many").shouldRefuse("--codebooks", "many");
    }

    @Test
    void shouldShowTheStackOnlyWhenAskedTo() {
        String missing = "/no/such/file.wav";

        Console plain = Console.run("encode", missing, "out.sotto");
        plain.shouldRefuse(missing);
        for (Console traced : new Console[] {
            Console.run("encode", missing, "out.sotto", "--trace"),
            Console.run("--trace", "encode", missing, "out.sotto")
        }) {
            assertEquals(2, traced.exitCode());
            assertTrue(traced.err().contains("    at " + AudioFiles.class.getName() + ".read"), traced.err());
            assertTrue(traced.err().endsWith(plain.err()), traced.err());
        }
    }

    @Test
    void shouldTellBadInputFromFaults() {
        assertEquals(new Failure("Say 1 to 8.", 2), Failure.of(new BadInputException("Say 1 to 8")));
        assertEquals(new Failure("Is it there?", 2), Failure.of(new BadInputException("Is it there?")));
        assertEquals(new Failure("One line.", 2), Failure.of(new BadInputException("One\n  line.")));
        assertEquals(
                new Failure("There is no permission to use a.wav.", 2), Failure.of(new AccessDeniedException("a.wav")));
        assertEquals(
                new Failure("a.wav cannot be used: Text file busy.", 2),
                Failure.of(new UncheckedIOException(new FileSystemException("a.wav", null, "Text file busy"))));
        assertEquals(2, Failure.of(new IOException("No space left on device")).exitCode());
        assertEquals(
                2, Failure.of(new FileNotFoundException("a.wav (No such file)")).exitCode());

        assertEquals(1, Failure.of(new IOException("Broken pipe")).exitCode());
        assertEquals(1, Failure.of(new OutOfMemoryError()).exitCode());
        Failure fault = Failure.of(new IllegalStateException());
        assertEquals(1, fault.exitCode());
        assertTrue(fault.sentence().contains("--trace"), fault.sentence());
    }
}
