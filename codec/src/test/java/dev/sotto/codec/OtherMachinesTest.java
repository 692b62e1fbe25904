package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same bits from JVMs with narrower vectors, or without any: each is a process of its own. */
class OtherMachinesTest {

    /** Prints the kernel that this JVM chose and a digest of what the codec does. */
    static final class Digest {
        public static void main(String[] args) {
            System.out.println(MatrixKernel.preferred() + "; " + digest());
        }

        static String digest() {
            return digest(TestModels.tiny(21)) + "; " + digest(TestModels.half(TestModels.TINY, 23));
        }

        /** As a whole and, as live streams take other ways through the kernel, frame by frame. */
        private static String digest(ModelFile model) {
            SpeechCodec codec = SpeechCodec.of(model);
            Waveform speech = TestAudio.speech(22, 1);
            TokenSequence tokens = codec.encode(speech, 4);
            StreamingEncoder encoder = codec.newEncoder(4);
            StreamingDecoder decoder = codec.newDecoder();
            int[] frame = new int[4];
            float[] samples = new float[320];
            int live = 0;
            for (int t = 0; t < 50; t++) {
                encoder.encode(speech.samples(), 320 * t, frame, 0);
                decoder.decode(frame, 0, 4, samples, 0);
                live = 31 * live + Arrays.hashCode(frame) + Arrays.hashCode(samples);
            }
            return "tokens " + tokens.hashCode() + ", samples "
                    + codec.decode(tokens, speech.length()).hashCode() + ", live " + live;
        }
    }

    private static String run(String... flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Digest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        return output;
    }

    @Test
    void shouldGiveTheSameBitsWithNarrowVectors() throws Exception {
        String[] module = {"--add-modules", "jdk.incubator.vector"};
        assertEquals("vector, 128 bits; " + Digest.digest(), run(module[0], module[1], "-XX:MaxVectorSize=16"));
        // 256 bits where the machine has them, else what it has.
        String output = run(module[0], module[1], "-XX:MaxVectorSize=32");
        assertEquals(Digest.digest(), output.substring(output.indexOf(';') + 2));
    }

    @Test
    void shouldGiveTheSameBitsWithoutVectors() throws Exception {
        assertEquals("scalar; " + Digest.digest(), run());
        assertEquals(
                "scalar; " + Digest.digest(), run("--add-modules", "jdk.incubator.vector", "-Dsotto.kernel=scalar"));
    }

    @Test
    void shouldGiveTheSameBitsInterpreted() throws Exception {
        assertEquals("scalar; " + Digest.digest(), run("-Xint"));
    }
}
