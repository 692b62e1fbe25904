package dev.sotto.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseASecondRunWhileTheFirstIsAtWork() throws IOException {
        Path run = folder.resolve("run");
        int code = RunLock.holding(run, () -> {
            BadInputException refused = assertThrows(BadInputException.class, () -> RunLock.holding(run, () -> 1));
            assertTrue(refused.getMessage().contains(run.toString()), refused.getMessage());
            return RunLock.holding(folder.resolve("other"), () -> 7);
        });
        assertEquals(7, code);
    }

    @Test
    void shouldLetTheFolderGoHoweverTheRunEnds() throws IOException {
        assertThrows(
                IOException.class,
                () -> RunLock.holding(folder, () -> {
                    throw new IOException("disk full");
                }));
        assertEquals(3, RunLock.holding(folder, () -> 3));
    }
}
