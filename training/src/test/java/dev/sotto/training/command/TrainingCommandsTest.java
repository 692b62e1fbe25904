package dev.sotto.training.command;

import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.LauncherTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrainingCommandsTest {

    @Test
    void shouldBeInTheLaunchersTable() throws IOException {
        LauncherTable.shouldList("training", new TrainingCommands());
        DocumentedCommands.shouldBeUnderstood(new TrainingCommands());
        LauncherTable.shouldShowHelp(new TrainingCommands());
    }
}
