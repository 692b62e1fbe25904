package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page PACKETS.md is true: the reader on it reads. */
class PacketsPageTest {

    private static final String PYTHON = "python3";

    @TempDir
    Path folder;

    @Test
    void shouldHoldAPythonReaderThatReadsTheGoldenFile() throws Exception {
        assumePython();
        Path file = Files.write(folder.resolve("golden.sotto"), GoldenPacketsTest.golden("golden.sotto"));
        Result result = run(PYTHON, reader().toString(), file.toString());

        assertEquals(0, result.exitCode(), result.output());
        assertEquals(expected(GoldenPacketsTest.FILE), result.output().lines().toList());
    }

    @Test
    void shouldHoldAPythonReaderThatRefusesADamagedFile() throws Exception {
        assumePython();
        byte[] damaged = GoldenPacketsTest.golden("golden.sotto");
        damaged[100] ^= 4;
        Path file = Files.write(folder.resolve("damaged.sotto"), damaged);
        Result result = run(PYTHON, reader().toString(), file.toString());

        assertNotEquals(0, result.exitCode());
        assertTrue(result.output().contains("ValueError: damaged packet"), result.output());
    }

    private void assumePython() throws InterruptedException {
        boolean found;
        try {
            found = run(PYTHON, "--version").output().startsWith("Python 3");
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "there is no python3 here to run the reader of PACKETS.md");
    }

    private Path reader() throws IOException {
        String page = Files.readString(Path.of("PACKETS.md"));
        int from = page.indexOf("```python\n") + "```python\n".length();
        return Files.writeString(folder.resolve("reader.py"), page.substring(from, page.indexOf("```", from)));
    }

    private static List<String> expected(TokenFile file) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                "%s %d %d %d %d",
                Long.toUnsignedString(file.fingerprint().bits()),
                file.sampleRate(),
                file.hopLength(),
                file.delay(),
                file.numSamples()));
        for (int t = 0; t < file.tokens().numFrames(); t++) {
            List<String> frame = new ArrayList<>();
            for (int q = 0; q < file.tokens().numCodebooks(); q++) {
                frame.add(Integer.toString(file.tokens().token(t, q)));
            }
            lines.add(String.join(" ", frame));
        }
        return lines;
    }

    private record Result(int exitCode, String output) {}

    private Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
