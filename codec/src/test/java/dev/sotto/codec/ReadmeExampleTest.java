package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in README.md compiles against this module's classes alone, and runs. */
class ReadmeExampleTest {

    @TempDir
    private Path folder;

    private static String example() throws Exception {
        Matcher block =
                Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find());
        return block.group(1);
    }

    @Test
    void shouldCompileAndRun() throws Exception {
        Path source = Files.writeString(folder.resolve("Example.java"), example());
        Path classes = Path.of(SpeechCodec.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-classpath", classes.toString(), "-d", folder.toString(), "-proc:none");
            assertTrue(
                    compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                            .call(),
                    said.toString());
        }
        Waveform speech = TestAudio.speech(1, 0.3);
        AudioFiles.writeWav(speech, folder.resolve("in.wav"));
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            String[] args = {
                folder.resolve("in.wav").toString(), folder.resolve("out.wav").toString()
            };
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) args);
        }
        assertEquals(speech.length(), AudioFiles.read(folder.resolve("out.wav")).length());
    }
}
