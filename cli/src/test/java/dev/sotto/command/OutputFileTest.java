package dev.sotto.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheOldFileIfWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        assertThrows(IOException.class, () -> new OutputFile(file.toString()).write(out -> {
            out.write(1);
            throw new IOException("the disk is full");
        }));

        assertEquals("old", Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void shouldNameTheFileWhenTheDiskIsFull() {
        String full = "/dev/full";
        assumeTrue(Files.exists(Path.of(full)), "Linux alone has " + full);

        IOException e = assertThrows(IOException.class, () -> new OutputFile(full).write(out -> out.write(1)));

        Failure failure = Failure.of(e);
        assertEquals(Failure.BAD_INPUT, failure.exitCode());
        assertTrue(failure.sentence().contains("disk is full: " + full), failure.sentence());
    }

    @Test
    void shouldReplaceWhatALinkNames() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        new OutputFile(link.toString()).write(out -> out.write('!'));

        assertTrue(Files.isSymbolicLink(link));
        assertEquals("!", Files.readString(file));
    }
}
