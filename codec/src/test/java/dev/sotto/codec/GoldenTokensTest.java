package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.measure.TestSpeech;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tokens and the decoded samples that are checked in, on whatever JVM and machine this runs; the README beside the
 * files says how they are made.
 *
 * <p>Tried by mutation: with the sums of both kernels taken downwards over the inputs instead of upwards, all six cases
 * fail in tokens or samples, while {@link BitExactnessTest} still passes, as the two are wrong alike. With the vector
 * kernel alone changed, nine tests there fail, too.
 */
class GoldenTokensTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/sotto/codec/golden");
    private static final boolean WRITE = System.getProperty("sotto.golden.write") != null;

    /** A model and a clip. */
    record Case(String model, ModelFile file, String clip, Waveform speech) {
        @Override
        public String toString() {
            return model + "-" + clip;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        if (ModelFile.class.getResource("sotto.safetensors") != null) {
            addClips(cases, "bundled", ModelFile.bundled());
        }
        addClips(cases, "floats", TestModels.full(41));
        addClips(cases, "halves", TestModels.half(TestModels.TINY, 42));
        return cases;
    }

    private static void addClips(List<Case> cases, String name, ModelFile model) {
        cases.add(new Case(name, model, "default", AudioFiles.defaultClip()));
        cases.add(new Case(name, model, "kathleen", TestSpeech.kathleen()));
        cases.add(new Case(name, model, "synthetic", synthetic()));
    }

    /** Made with whole numbers only, so that every machine makes the same: noise that swells, squares, silence. */
    private static Waveform synthetic() {
        SplittableRandom random = new SplittableRandom(43);
        float[] samples = new float[24_321];
        for (int i = 0; i < 16_000; i++) {
            int noise = (random.nextInt(65_536) - 32_768) * (i / 320) / 100;
            int square = i / 40 % 2 == 0 ? 8_000 : -8_000;
            samples[i] = (i / 3_200 % 2 == 0 ? noise : square) / 32_768f;
        }
        return new Waveform(samples, AudioFiles.SAMPLE_RATE);
    }

    private static String text(Case test) {
        SpeechCodec codec = SpeechCodec.of(test.file);
        TokenSequence tokens = codec.encode(test.speech, codec.config().numCodebooks());
        Waveform decoded = codec.decode(tokens, test.speech.length());
        return String.format(
                "model %s%nclip %s%ndecoded %s%n%s%n",
                test.file.fingerprint(), sha256(test.speech), sha256(decoded), lines(tokens));
    }

    /** A frame a line. */
    private static String lines(TokenSequence tokens) {
        return IntStream.range(0, tokens.numFrames())
                .mapToObj(t -> IntStream.range(0, tokens.numCodebooks())
                        .mapToObj(q -> Integer.toString(tokens.token(t, q)))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String sha256(Waveform sound) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * sound.length()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(sound.samples());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBeThoseThatAreCheckedIn(Case test) throws IOException {
        Path file = FOLDER.resolve(test + ".txt");
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text(test).replace("\r\n", "\n"));
        }
        assertTrue(Files.exists(file), file + " is missing: " + FOLDER + "/README.md says how to make it");
        List<String> golden = Files.readAllLines(file);
        List<String> actual = text(test).lines().toList();
        assertEquals(golden.get(0), actual.get(0), "made with another model: README.md says how to make them anew");
        assertEquals(golden.get(1), actual.get(1), "made with another clip");
        for (int i = 3; i < golden.size(); i++) {
            assertEquals(golden.get(i), actual.get(i), "tokens of frame " + (i - 3));
        }
        assertEquals(golden, actual);
    }
}
