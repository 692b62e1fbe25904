package dev.sotto.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Console;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page PYTHON.md is true: its programs encode, decode and stream with the exported files alone. */
class PythonPageTest {

    private static final int SECONDS = 1;

    /** What the page's variables are, beside Java's. */
    private static final String COMPARISON = """

            java_tokens = np.fromfile("tokens.i32", "<i4").reshape(-1, 8).T
            java = np.fromfile("samples.f32", "<f4")
            six = java_tokens[None, :6].astype(np.int64)
            java_of_tokens = Synthesizer()(decoder.run(["parameters"], {"tokens": six})[0][0])
            streamed = np.concatenate(streamed)[delay:]
            print((tokens[0] == java_tokens).mean())
            print(abs(java_of_tokens[delay : delay + len(java)] - java).max())
            print(abs(heard[: len(streamed)] - streamed).max())
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void assumePython() throws Exception {
        boolean found;
        try {
            found = run("import numpy", "").equals("");
        } catch (IOException e) {
            found = false;
        }
        assumeTrue(found, "there is no python3 with numpy here to run the programs of PYTHON.md");
    }

    @Test
    void shouldEncodeDecodeAndStreamWithTheExportedFiles() throws Exception {
        Waveform clip = AudioFiles.defaultClip().slice(16_000, SECONDS * 16_000);
        AudioFiles.writeWav(clip, folder.resolve("speech.wav"));
        Waveform speech = AudioFiles.read(folder.resolve("speech.wav"));
        SpeechCodec codec = SpeechCodec.bundled();
        TokenSequence tokens = codec.encode(speech, 8);
        float[] decoded =
                codec.decode(tokens.firstCodebooks(6), speech.length()).samples();
        ByteBuffer numbers =
                ByteBuffer.allocate(Integer.BYTES * tokens.tokens().length).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asIntBuffer().put(tokens.tokens());
        Files.write(folder.resolve("tokens.i32"), numbers.array());
        ByteBuffer samples = ByteBuffer.allocate(Float.BYTES * decoded.length).order(ByteOrder.LITTLE_ENDIAN);
        samples.asFloatBuffer().put(decoded);
        Files.write(folder.resolve("samples.f32"), samples.array());
        Files.writeString(folder.resolve("synthesis.py"), program("## The synthesiser"));
        Console.run("export", "--onnx", folder.resolve("exported"), "--streaming")
                .shouldSucceed();

        String output;
        try (RuntimeServer server = new RuntimeServer(folder)) {
            output = run(
                    program("## Encode and decode") + program("## Stream") + COMPARISON,
                    Integer.toString(server.port()));
        }

        double[] measured = Arrays.stream(output.split("\\R"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertEquals(3, measured.length, output);
        assertTrue(measured[0] >= 0.995, "tokens that are equal: " + output);
        // The networks' rounding comes on top of the synthesiser's.
        assertTrue(measured[1] < 1e-3, "Java's samples and numpy's of the same tokens: " + output);
        assertTrue(measured[2] < 1e-3, "streamed and whole: " + output);
        assertTrue(Files.size(folder.resolve("heard.wav")) > 2 * speech.length());
    }

    private static String program(String heading) throws IOException {
        String page = Files.readString(Path.of("..", "codec", "PYTHON.md"));
        int section = page.indexOf("\n" + heading + "\n");
        assertTrue(section > 0, heading);
        int from = page.indexOf("```python\n", section) + "```python\n".length();
        return page.substring(from, page.indexOf("```", from));
    }

    /** With the onnxruntime that is installed, or else with the one that stands in for it. */
    private String run(String program, String port) throws IOException, InterruptedException {
        Path standIn = Path.of("src/test/resources/python").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                        "python3", "-c", "import sys; sys.path.append('" + standIn + "')\n" + program)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SOTTO_ONNX_PORT", port);
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? output : "python3 failed: " + output;
    }
}
