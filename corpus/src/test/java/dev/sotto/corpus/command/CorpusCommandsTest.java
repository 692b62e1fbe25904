package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.command.Console;
import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.LauncherTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusCommandsTest {

    @Test
    void shouldStandInTheLaunchersTable() throws IOException {
        LauncherTable.shouldList("corpus", new CorpusCommands());
        DocumentedCommands.shouldBeUnderstood(new CorpusCommands());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenize", "detokenize", "evaluate-tokens"})
    void shouldHelpWithExamples(String command) {
        String help = Console.run(command, "--help").shouldSucceed().out();

        assertTrue(help.startsWith("Usage: sotto " + command), help);
        assertTrue(help.contains("Examples:\n  sotto " + command), help);
    }
}
