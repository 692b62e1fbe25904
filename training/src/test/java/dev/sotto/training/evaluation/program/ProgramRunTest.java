package dev.sotto.training.evaluation.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRunTest {

    @TempDir
    private Path folder;

    @Test
    void shouldRunInAFolderOfItsOwnAndLeaveNothing() throws Exception {
        Path program = Scripts.write(folder, "copies", "cat \"$1\" > out.txt", "echo done", "echo well >&2");
        Path gone;
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            Files.writeString(run.file("in.txt"), "hello");

            assertEquals("done\nwell\n", run.run(program, "in.txt"));
            assertEquals("hello", Files.readString(run.file("out.txt")));
            gone = run.file("out.txt").getParent();
        }
        assertFalse(Files.exists(gone));
    }

    @Test
    void shouldSayWhatAProgramSaidThatFailed() throws IOException {
        Path program = Scripts.write(folder, "fails", "echo cannot do that >&2", "exit 3");
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            ProgramFailedException e = assertThrows(ProgramFailedException.class, () -> run.run(program));

            assertEquals("fails ended with code 3: cannot do that", e.getMessage());
        }
    }

    @Test
    void shouldNotWaitForAProgramThatHangs() throws IOException {
        Path program = Scripts.write(folder, "hangs", "exec tail -f /dev/null");
        try (ProgramRun run = new ProgramRun(Duration.ofMillis(200))) {
            ProgramFailedException e = assertThrows(ProgramFailedException.class, () -> run.run(program));

            assertTrue(e.getMessage().startsWith("hangs did not end within"), e.getMessage());
        }
    }

    @Test
    void shouldTellOfAProgramThatCannotBeStarted() throws IOException {
        try (ProgramRun run = new ProgramRun(ProgramRun.TIMEOUT)) {
            assertThrows(ProgramFailedException.class, () -> run.run(folder.resolve("none")));
        }
    }

    @Test
    void shouldFindTheFirstOfItsFolders() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("tool"), "no program");
        Path tool = Scripts.write(second, "tool", "exit 0");
        Programs programs = new Programs(List.of(folder.resolve("nowhere"), first, second));

        assertEquals(tool, programs.find("tool").orElseThrow());
        assertTrue(programs.find("first").isEmpty());
    }
}
