package dev.sotto.service.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.command.Sotto;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The Java runtime of the image, made of the modules that the image is made of, by the JDK at hand. */
@EnabledIf(value = "hasJlink", disabledReason = "The Java that runs the tests has no jlink")
class RuntimeImageTest {

    @TempDir
    static Path directory;

    private static Path java;

    static boolean hasJlink() {
        return ToolProvider.findFirst("jlink").isPresent();
    }

    @BeforeAll
    static void link() throws Exception {
        Path image = directory.resolve("java");
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int exitCode = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--add-modules",
                        String.join(",", DockerTree.modules()),
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        image.toString());
        assertEquals(0, exitCode, said.toString());
        java = image.resolve("bin").resolve("java");
    }

    @Test
    void shouldRunSotto() throws Exception {
        Process process = new ProcessBuilder(
                        java.toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sotto.class.getName(),
                        "--version")
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertTrue(said.startsWith("sotto "), said);
    }

    /** Kafka finds out late what it lacks: only when its clients run. */
    @Test
    void shouldRunAnApplication() throws Exception {
        try (CodecService service = new CodecService(directory, List.of())) {
            CodecProcess encoder = service.useJava(java).startEncoder("--metrics-port", "0");
            encoder.awaitReady();
            assertTrue(encoder.nextLine().contains("/metrics"));
        }
    }
}
