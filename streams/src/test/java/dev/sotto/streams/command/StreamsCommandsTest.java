package dev.sotto.streams.command;

import dev.sotto.command.LauncherTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StreamsCommandsTest {

    @Test
    void shouldBeInTheLaunchersTable() throws IOException {
        LauncherTable.shouldList("streams", new StreamsCommands());
    }
}
