package dev.sotto.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.measure.TestSpeech;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.prior.Prior;
import dev.sotto.prior.PriorFile;
import dev.sotto.prior.TestPriors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Entropy-coded files that are checked in: on whatever JVM and machine this runs, with vectors and with plain loops,
 * the same tokens are the same bytes, and the bytes the same tokens. The README beside the files says how they are
 * made.
 */
class GoldenEntropyTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/sotto/codec/golden");
    private static final boolean WRITE = System.getProperty("sotto.golden.write") != null;
    private static final int FRAMES_PER_PACKET = 5;
    private static final int KEY_INTERVAL = 50;

    /** A model, its prior and a clip. */
    record Case(String name, ModelFile model, PriorFile prior, int codebooks, Waveform speech) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        if (Prior.class.getResource("/dev/sotto/prior/prior.safetensors") != null) {
            PriorFile prior = Prior.bundled().file();
            ModelFile model = ModelFile.bundled();
            cases.add(new Case("bundled-default", model, prior, 3, AudioFiles.defaultClip()));
            cases.add(new Case("bundled-kathleen", model, prior, 8, TestSpeech.kathleen()));
        }
        ModelFile halves = TestModels.half(TestModels.TINY, 42);
        cases.add(new Case("halves-kathleen", halves, TestPriors.of(halves, 44).file(), 4, TestSpeech.kathleen()));
        return cases;
    }

    private static TokenFile file(Case test) {
        CodecConfig config = test.model.config();
        return new TokenFile(
                test.model.fingerprint(),
                config.sampleRate(),
                config.hopLength(),
                config.delay(),
                config.bitsPerToken(),
                test.speech.length(),
                SpeechCodec.of(test.model).encode(test.speech, test.codebooks));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeThoseThatAreCheckedIn(Case test) throws IOException {
        Path path = FOLDER.resolve(test + ".sotto");
        TokenFile file = file(test);
        if (WRITE) {
            Files.write(
                    path, file.toBytes(FRAMES_PER_PACKET, PacketCoding.entropy(Prior.of(test.prior), KEY_INTERVAL)));
        }
        assertTrue(Files.exists(path), path + " is missing: " + FOLDER + "/README.md says how to make it");
        byte[] golden = Files.readAllBytes(path);
        assertEquals(
                test.prior.fingerprint(),
                PacketIndex.of(golden).prior().orElseThrow(),
                "made with another prior: README.md says how to make them anew");
        for (MatrixKernel kernel : List.of(MatrixKernel.preferred(), MatrixKernel.scalar())) {
            Prior prior = Prior.of(test.prior, kernel);
            assertEquals(file, TokenFile.read(golden, fingerprint -> prior));
            assertArrayEquals(golden, file.toBytes(FRAMES_PER_PACKET, PacketCoding.entropy(prior, KEY_INTERVAL)));
        }
    }
}
