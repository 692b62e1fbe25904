package dev.sotto.corpus.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechFolderTest {

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private String refusal(Path root) {
        return assertThrows(BadInputException.class, () -> SpeechFolder.of(root, "train"))
                .getMessage();
    }

    @Test
    void shouldTakeAllAudioFilesBelowTheFolderInTheOrderOfTheirNames() throws IOException {
        Path second = file("b/one.WAV");
        Path first = file("a.flac");
        Path third = file("b/two.mp3");
        file("b/notes.txt");
        file("wav");
        Files.createDirectories(folder.resolve("folder.wav"));

        file(".hidden");

        SpeechFolder found = SpeechFolder.of(folder, "train");
        assertEquals(List.of(first, second, third), found.files());
        assertEquals(
                "Left out, as their names are not those of audio files: 1 .txt, 1 without a suffix.",
                found.leftOut().sentence());
    }

    @Test
    void shouldTakeTheFilesOfTheManifestWhereThereIsOne() throws IOException {
        file("a.wav");
        Path named = file("b.wav");
        Files.writeString(folder.resolve("manifest.csv"), "path\nb.wav\n");

        assertEquals(List.of(named), SpeechFolder.of(folder, "train").files());
    }

    @Test
    void shouldSayThatAFolderHoldsNoAudio() throws IOException {
        file("notes.txt");
        String refusal = refusal(folder);
        assertTrue(refusal.contains(folder.toString()) && refusal.contains("no audio"), refusal);
    }

    @Test
    void shouldSayThatThereIsNoSuchFolder() throws IOException {
        assertTrue(refusal(folder.resolve("absent")).contains("absent is no folder"));
        assertTrue(refusal(file("a.wav")).contains("a.wav is no folder"));
    }
}
