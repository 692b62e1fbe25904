package dev.sotto.corpus.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.command.Console;
import dev.sotto.command.DocumentedCommands;
import dev.sotto.command.DocumentedCommands.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's blocks for files and for tokens, command by command in the order in which they are printed. */
class DocumentedFilesTest {

    private static final Set<String> FOLDERS = Set.of("recordings/", "tokens", "heard");

    @TempDir
    private Path folder;

    /** In the test's folder, where the README means the user's. */
    private Object place(String word) {
        return FOLDERS.contains(word) || word.matches("[a-z]+\\.(wav|sotto|csv)") ? folder.resolve(word) : word;
    }

    private void shouldRunAsPrinted(String heading, int atLeast) throws IOException {
        List<Line> block = DocumentedCommands.ofReadme(heading);
        assertTrue(block.size() >= atLeast, block.toString());
        for (Line line : block) {
            Console console = Console.run(line.words().stream().map(this::place).toArray());
            assertEquals(0, console.exitCode(), line + ": " + console.err());
        }
    }

    private int samples(String name) {
        return AudioFiles.read(folder.resolve(name)).length();
    }

    @Test
    void shouldRunWithFilesAsPrinted() throws IOException {
        AudioFiles.writeWav(TestAudio.speech(1, 0.5), folder.resolve("speech.wav"));

        shouldRunAsPrinted("With files", 5);

        assertEquals(8_000, samples("heard.wav"));
        assertEquals(8_000, samples("higher.wav"));
        assertEquals(8_000, samples("lossy.wav"));
    }

    @Test
    void shouldRunAsTokensAsPrinted() throws IOException {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        AudioFiles.writeWav(TestAudio.speech(1, 0.5), recordings.resolve("a.wav"));
        AudioFiles.writeWav(TestAudio.speech(2, 0.5), recordings.resolve("b.wav"));
        Files.writeString(
                folder.resolve("phones.csv"),
                "path,start,end,label\n"
                        + "recordings/a.wav,0,0.2,A\n"
                        + "recordings/a.wav,0.2,0.5,B\n"
                        + "recordings/b.wav,0,0.5,A\n");

        shouldRunAsPrinted("As tokens", 5);

        assertEquals(8_000, samples("heard/a.wav"));
        assertEquals(5 * 16_000, samples("babble.wav"));
    }
}
