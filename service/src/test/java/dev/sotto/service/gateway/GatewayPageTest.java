package dev.sotto.service.gateway;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Pcm16;
import dev.sotto.audio.Waveform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page GATEWAY.md is true: the Python client on it speaks and hears. */
class GatewayPageTest {

    @TempDir
    Path folder;

    @Test
    void shouldHoldAPythonClientThatSpeaksAndHears() throws Exception {
        assumePython();
        Waveform speech = AudioFiles.defaultClip().slice(0, 12_000);
        AudioFiles.writeWav(speech, folder.resolve("spoken.wav"));
        Path heard = folder.resolve("heard.wav");
        try (RunningGateway running = new RunningGateway()) {
            Result result = run(
                    "python3",
                    client().toString(),
                    Integer.toString(running.gateway().address().getPort()),
                    "python",
                    "anna",
                    folder.resolve("spoken.wav").toString(),
                    heard.toString());
            assertEquals("", result.output());
            assertEquals(0, result.exitCode());
        }
        Waveform expected = RunningGateway.CODEC.decode(
                RunningGateway.CODEC.encode(speech, RunningGateway.CODEBOOKS), speech.length());
        assertArrayEquals(
                Pcm16.toBytes(expected.samples()),
                Pcm16.toBytes(AudioFiles.read(heard).samples()));
    }

    private Path client() throws IOException {
        String page = Files.readString(Path.of("GATEWAY.md"));
        int from = page.indexOf("```python\n") + "```python\n".length();
        return Files.writeString(folder.resolve("client.py"), page.substring(from, page.indexOf("```", from)));
    }

    private static void assumePython() throws InterruptedException {
        boolean found;
        try {
            found = run("python3", "--version").output().startsWith("Python 3");
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "there is no python3 here to run the client of GATEWAY.md");
    }

    private record Result(int exitCode, String output) {}

    private static Result run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
