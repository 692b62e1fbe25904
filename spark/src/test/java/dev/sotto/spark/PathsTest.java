package dev.sotto.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sotto.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathsTest {

    @Test
    void shouldNameFilesOfThisMachineAsTheCommandDoes() {
        assertEquals("/data/a b.wav", Paths.local("file:/data/a b.wav"));
        assertEquals("/data/a.wav", Paths.local("file:///data/a.wav"));
        assertEquals("s3a://bucket/a.wav", Paths.local("s3a://bucket/a.wav"));
    }

    @Test
    void shouldMakeIdsOfPathsBelowTheirRoot() {
        Paths paths = new Paths(List.of("file:/data/", "s3a://bucket/speech"), List.of());
        assertEquals("x/a", paths.id("file:/data/x/a.wav"));
        assertEquals("x/a.b", paths.id("s3a://bucket/speech/x/a.b.flac"));
        assertEquals("c", paths.id("s3a://bucket/speeches/c.flac"));
        assertEquals("a", new Paths(List.of("file:/data/a.wav"), List.of()).id("file:/data/a.wav"));
    }

    @Test
    void shouldTakeTheCommonFolderForTheRoot() {
        List<String> paths = List.of("file:/data/xa/1.wav", "file:/data/xb/2.wav", "file:/data/xa/y/3.wav");
        assertEquals("xa/y/3", new Paths(List.of(), paths).id(paths.get(2)));
        assertEquals("1", new Paths(List.of(), paths.subList(0, 1)).id(paths.get(0)));
    }

    @Test
    void shouldRememberOnlyNamesThatHadToBeChanged() {
        Names names = Names.of(List.of("b", "A", "a", "c"), key -> key.equals("c") ? "a-2" : key);
        assertEquals(Map.of("a", "a-2", "c", "a-2-2"), names.changed());
        assertEquals("b", names.of("b", "b"));
        assertThrows(BadInputException.class, () -> Names.of(List.of("a", "a"), key -> key));
    }
}
