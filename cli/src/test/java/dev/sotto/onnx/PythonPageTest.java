package dev.sotto.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.command.Console;
import dev.sotto.synthesis.MelPoints;
import dev.sotto.synthesis.SpeechParameters;
import dev.sotto.synthesis.Synthesizer;
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

    /** Two seconds, after which the synthesiser counts pulses anew. */
    private static final int STEPS = 400;

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
        write(decoded, "samples.f32");
        Files.writeString(folder.resolve("synthesis.py"), program("## The synthesiser"));
        Console.run("export", "--onnx", folder.resolve("exported"), "--streaming")
                .shouldSucceed();

        String output;
        try (RuntimeServer server = new RuntimeServer(folder)) {
            output = run(
                    program("## Encode and decode") + program("## Stream") + COMPARISON,
                    Integer.toString(server.port()));
        }

        double[] measured = numbers(output);
        assertEquals(3, measured.length, output);
        assertTrue(measured[0] >= 0.995, "tokens that are equal: " + output);
        // Networks that round otherwise have F0 otherwise, and the pulses drift.
        assertTrue(measured[1] < 1e-3, "Java's samples and numpy's of the same tokens: " + output);
        assertTrue(measured[2] < 1e-3, "streamed and whole: " + output);
        assertTrue(Files.size(folder.resolve("heard.wav")) > 2 * speech.length());
    }

    @Test
    void shouldSynthesiseAsJavaDoesThroughALongVowel() throws Exception {
        float[] rows = vowel();
        float[] samples = new float[STEPS * Synthesizer.STEP];
        new Synthesizer(SpectralKernel.preferred()).synthesise(rows, 0, STEPS, samples, 0);
        write(rows, "parameters.f32");
        write(samples, "samples.f32");

        String output = run(program("## The synthesiser") + """

                java = np.fromfile("samples.f32", "<f4")
                rows = np.fromfile("parameters.f32", "<f4").reshape(-1, 51)
                print(abs(java).max())
                print(abs(Synthesizer()(rows) - java).max())
                """, "");

        double[] measured = numbers(output);
        assertTrue(measured[0] > 0.2, "a loud vowel: " + output);
        assertTrue(measured[1] < 1e-5, "Java's samples and numpy's of the same rows: " + output);
    }

    /** Whose pulses drift apart where one side takes F0 to be higher by a millionth. */
    private static float[] vowel() {
        float[] rows = new float[STEPS * SpeechParameters.WIDTH];
        for (int i = 0; i < STEPS; i++) {
            int row = i * SpeechParameters.WIDTH;
            for (int k = 0; k < MelPoints.COUNT; k++) {
                rows[row + SpeechParameters.ENVELOPE + k] = 2.5f - 0.04f * k + (k % 12 < 4 ? 1 : 0);
            }
            rows[row + SpeechParameters.PITCH] = 1.37f + 0.001f * i;
            rows[row + SpeechParameters.VOICING] = i < 20 ? -1 : 1;
            rows[row + SpeechParameters.APERIODICITY] = -1;
        }
        return rows;
    }

    private void write(float[] numbers, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        Files.write(folder.resolve(name), bytes.array());
    }

    private static double[] numbers(String output) {
        return Arrays.stream(output.split("\\R"))
                .mapToDouble(Double::parseDouble)
                .toArray();
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
