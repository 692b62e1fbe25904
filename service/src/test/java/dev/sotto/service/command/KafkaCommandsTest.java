package dev.sotto.service.command;

import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.LauncherTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class KafkaCommandsTest {

    @Test
    void shouldBeInTheLaunchersTable() throws IOException {
        LauncherTable.shouldList("service", new KafkaCommands());
    }

    @Test
    void shouldUnderstandWhatTheDocumentsPrint() throws IOException {
        DocumentedCommands.shouldBeUnderstood(new KafkaCommands());
    }
}
