package dev.sotto.corpus.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir
    Path root;

    @BeforeEach
    void write() throws IOException {
        for (String name : List.of("a.wav", "b.wav", "c, d.wav")) {
            Files.writeString(root.resolve(name), "x");
        }
    }

    private void manifest(String text) throws IOException {
        Files.write(root.resolve("manifest.csv"), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private List<String> files(String split) throws IOException {
        return SpeechFolder.of(root, split).files().stream()
                .map(file -> root.relativize(file).toString())
                .toList();
    }

    private void assertRefused(String... parts) {
        String refusal = assertThrows(BadInputException.class, () -> SpeechFolder.of(root, "train"))
                .getMessage();
        for (String part : parts) {
            assertTrue(refusal.contains(part), refusal);
        }
    }

    @Test
    void shouldTakeTheRowsOfASplitInTheirOrder() throws IOException {
        manifest("speaker,split,path\n1,train,b.wav\n2,dev,a.wav\n3,train,\"c, d.wav\"\n");
        assertEquals(List.of("b.wav", "c, d.wav"), files("train"));
        assertEquals(List.of("a.wav"), files("dev"));
    }

    @Test
    void shouldTakeAllRowsWhereThereAreNoSplits() throws IOException {
        manifest("path,speaker\r\nb.wav,1\r\na.wav,2\r\n");
        assertEquals(List.of("b.wav", "a.wav"), files("train"));
        assertEquals(List.of("b.wav", "a.wav"), files("dev"));
    }

    /** As spreadsheets write it, and with files that no name tells to be sound. */
    @Test
    void shouldReadTheSameManifestForTokenizeAndForTrain() throws IOException {
        Files.writeString(root.resolve("call"), "x");
        Files.writeString(root.resolve("manifest.csv"), "\ufeffpath,split,id\r\ncall,train,1\r\na.wav,dev,2\r\n");

        assertEquals(List.of("call"), files("train"));
        assertEquals(List.of("a.wav"), files("dev"));
        Corpus corpus =
                RecordingFinder.find(List.of(root.resolve("manifest.csv").toString()));
        assertEquals(
                List.of("1", "2"),
                corpus.recordings().stream().map(Recording::id).toList());
        assertEquals(List.of("split"), corpus.columns());
    }

    @Test
    void shouldRefuseTwoColumnsOfOneName() throws IOException {
        manifest("path,split,split\na.wav,train,dev\n");
        assertRefused("manifest.csv", "split");
        BadInputException refusal = assertThrows(
                BadInputException.class,
                () -> RecordingFinder.find(List.of(root.resolve("manifest.csv").toString())));
        assertTrue(refusal.getMessage().contains("manifest.csv is no CSV"), refusal.getMessage());
    }

    @Test
    void shouldSayThatTheColumnOfPathsIsMissing() throws IOException {
        manifest("file,split\na.wav,train\n");
        assertRefused("manifest.csv", "no column 'path'");
        manifest("");
        assertRefused("manifest.csv", "no column 'path'");
    }

    @Test
    void shouldSayWhichFileIsMissing() throws IOException {
        manifest("path,split\na.wav,train\nabsent.wav,train\n");
        assertRefused("absent.wav", "no such file");
    }

    @Test
    void shouldSayThatASplitIsEmpty() throws IOException {
        manifest("path,split\na.wav,dev\n");
        assertRefused("no files of the split 'train'");
    }

    @Test
    void shouldRefuseWhatIsNoCsv() throws IOException {
        manifest("path,split\n\"a.wav,train\n");
        assertRefused("manifest.csv", "no CSV");
        manifest("path,split\na.wav,train\n\u00e9.wav,train\n");
        assertRefused("manifest.csv", "no CSV");
        manifest("\u00e9\u0000\u0001path\n");
        assertRefused("manifest.csv", "no CSV");
    }
}
