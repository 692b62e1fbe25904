package dev.sotto.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.token.TokenSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same sound gives the same bits however it is cut up, whatever it is, and with either kernel. With a model stored
 * as halves, as the one that ships: its weights take the kernel's shorter way.
 */
class BitExactnessTest {

    private static final int HOP = 320;

    private static final ModelFile MODEL = TestModels.half(TestModels.TINY, 31);
    private static final SpeechCodec CODEC = SpeechCodec.of(MODEL);
    private static final SpeechCodec SCALAR = SpeechCodec.of(MODEL, SpectralKernel.scalar());
    private static final int CODEBOOKS = MODEL.config().numCodebooks();

    /** A sound, by a name that tells which one failed. */
    record Sound(String name, float[] samples) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sound> sounds() {
        float[] denormals = new float[3 * HOP];
        float[] square = new float[20 * HOP];
        float[] mixed = TestAudio.speech(32, 0.5).samples();
        for (int i = 0; i < denormals.length; i++) {
            denormals[i] = (i % 7 - 3) * Float.MIN_VALUE * (1 << i % 20);
        }
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 57 % 2 == 0 ? Math.nextDown(1f) : -1f;
        }
        // Beyond what the shorter way can take, and what no sum can hold.
        Arrays.fill(mixed, 1000, 1100, 1e8f);
        Arrays.fill(mixed, 3000, 3010, -3e38f);
        mixed[5000] = Float.NaN;
        return Stream.of(
                new Sound("speech", TestAudio.speech(33, 1.3).samples()),
                new Sound("noise", TestAudio.noise(34, 0.4).samples()),
                new Sound("silence", new float[10 * HOP]),
                new Sound("negative zeros", negativeZeros()),
                new Sound("denormals", denormals),
                new Sound("full-scale square wave", square),
                new Sound("garbage", mixed));
    }

    private static float[] negativeZeros() {
        float[] zeros = new float[5 * HOP];
        Arrays.fill(zeros, -0f);
        return zeros;
    }

    private static float[] padded(float[] samples) {
        return Arrays.copyOf(samples, MODEL.config().numFrames(samples.length) * HOP);
    }

    private static TokenSequence encodeInPieces(float[] samples, int piece) {
        float[] padded = padded(samples);
        int frames = padded.length / HOP;
        StreamingEncoder encoder = CODEC.newEncoder(CODEBOOKS);
        int[] tokens = new int[frames * CODEBOOKS];
        for (int t = 0; t < frames; t += piece) {
            encoder.encode(padded, t * HOP, Math.min(piece, frames - t), tokens, t * CODEBOOKS, CODEBOOKS);
        }
        return new TokenSequence(CODEBOOKS, tokens);
    }

    private static float[] decodeInPieces(TokenSequence tokens, int piece) {
        StreamingDecoder decoder = CODEC.newDecoder();
        int frames = tokens.numFrames();
        float[] samples = new float[frames * HOP];
        for (int t = 0; t < frames; t += piece) {
            int count = Math.min(piece, frames - t);
            decoder.decode(tokens.tokens(), t * CODEBOOKS, CODEBOOKS, count, samples, t * HOP);
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void shouldNotDependOnThePieces(Sound sound) {
        TokenSequence tokens = CODEC.encode(new Waveform(sound.samples, 16_000), CODEBOOKS);
        float[] samples = decodeInPieces(tokens, tokens.numFrames());
        for (int piece : new int[] {1, 2, 3, 7, 50, 70}) {
            assertEquals(tokens, encodeInPieces(sound.samples, piece), piece + " frames at once");
            assertArrayEquals(samples, decodeInPieces(tokens, piece), piece + " frames at once");
        }
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void shouldNotDependOnTheKernel(Sound sound) {
        Waveform speech = new Waveform(sound.samples, 16_000);
        TokenSequence tokens = SCALAR.encode(speech, CODEBOOKS);
        assertEquals(tokens, CODEC.encode(speech, CODEBOOKS));
        assertEquals(tokens, encodeInPieces(sound.samples, 1));
        assertEquals(SCALAR.decode(tokens, speech.length()), CODEC.decode(tokens, speech.length()));
    }

    @ParameterizedTest
    @MethodSource("sounds")
    void shouldDecodeToNumbers(Sound sound) {
        TokenSequence tokens = CODEC.encode(new Waveform(sound.samples, 16_000), CODEBOOKS);
        for (float sample : CODEC.decode(tokens, sound.samples.length).samples()) {
            assertTrue(Float.isFinite(sample), sound + " decodes to " + sample);
        }
    }

    @Test
    void shouldNotDependOnOtherStreams() {
        List<Sound> sounds = sounds().toList();
        int frames = 25;
        List<StreamingEncoder> encoders = new ArrayList<>();
        List<StreamingDecoder> decoders = new ArrayList<>();
        int[][] tokens = new int[sounds.size()][frames * CODEBOOKS];
        float[][] samples = new float[sounds.size()][frames * HOP];
        for (int s = 0; s < sounds.size(); s++) {
            encoders.add(CODEC.newEncoder(CODEBOOKS));
            decoders.add(CODEC.newDecoder());
        }
        for (int t = 0; t < frames; t++) {
            for (int s = 0; s < sounds.size(); s++) {
                float[] sound = Arrays.copyOf(sounds.get(s).samples, frames * HOP);
                encoders.get(s).encode(sound, t * HOP, tokens[s], t * CODEBOOKS);
                decoders.get(s).decode(tokens[s], t * CODEBOOKS, CODEBOOKS, samples[s], t * HOP);
            }
        }
        for (int s = 0; s < sounds.size(); s++) {
            float[] sound = Arrays.copyOf(sounds.get(s).samples, frames * HOP);
            TokenSequence alone = encodeInPieces(sound, 1).frames(0, frames);
            assertEquals(alone, new TokenSequence(CODEBOOKS, tokens[s]), sounds.get(s).name);
            assertArrayEquals(decodeInPieces(alone, 1), samples[s], sounds.get(s).name);
        }
    }

    @Test
    void shouldBeTheSameWhenADecodedStreamIsEncodedAgain() {
        Waveform speech = TestAudio.speech(35, 1);
        Waveform decoded = CODEC.decode(CODEC.encode(speech, CODEBOOKS), speech.length());
        TokenSequence again = CODEC.encode(decoded, CODEBOOKS);
        assertEquals(again, encodeInPieces(decoded.samples(), 1));
        assertEquals(again, SCALAR.encode(decoded, CODEBOOKS));
        Waveform twice = CODEC.decode(again, speech.length());
        assertEquals(twice, SCALAR.decode(again, speech.length()));
        assertEquals(CODEC.encode(twice, CODEBOOKS), encodeInPieces(twice.samples(), 7));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 100})
    void shouldNotDependOnTheNumberOfCores(int ranges) {
        Waveform speech = TestAudio.speech(36, 5.43);
        WholeFile split = new WholeFile(CODEC, ranges);
        TokenSequence tokens = encodeInPieces(speech.samples(), 1);
        List<Integer> done = new ArrayList<>();
        assertEquals(tokens, split.encode(speech.samples(), CODEBOOKS, done::add));
        assertEquals(done.stream().sorted().distinct().toList(), done, "each chunk is more than the one before");
        assertEquals((tokens.numFrames() + WholeFile.CHUNK - 1) / WholeFile.CHUNK, done.size());
        assertEquals(tokens.numFrames(), done.get(done.size() - 1));
        float[] samples = decodeInPieces(tokens, 1);
        int delay = MODEL.config().delay();
        assertArrayEquals(
                Arrays.copyOfRange(samples, delay, delay + speech.length()),
                split.decode(tokens, new boolean[tokens.numFrames()], speech.length(), frames -> {}));
    }

    /** Every model of the tests above has weights that are exact as halves; another must not be rounded to them. */
    @Test
    void shouldNotRoundWeightsThatAreNoHalves() {
        ModelFile full = TestModels.tiny(31);
        Waveform speech = TestAudio.speech(37, 0.5);
        float[] rounded = CODEC.decode(CODEC.encode(speech, CODEBOOKS), 8000).samples();
        TokenSequence tokens = SpeechCodec.of(full).encode(speech, CODEBOOKS);
        Waveform decoded = SpeechCodec.of(full).decode(tokens, 8000);
        assertEquals(SpeechCodec.of(full, SpectralKernel.scalar()).decode(tokens, 8000), decoded);
        assertFalse(Arrays.equals(rounded, decoded.samples()));
    }
}
