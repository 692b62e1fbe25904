package dev.sotto.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.TestAudio;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.quantizer.Codebook;
import dev.sotto.quantizer.ResidualVectorQuantizer;
import dev.sotto.token.TokenSequence;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ONNX Runtime makes of the exported files, beside the codec itself. */
class OnnxExportTest {

    /** Share of positions. The rest is rounding where two vectors are as near, and what follows in later codebooks. */
    private static final double EQUAL = 0.995;

    private static final float NEAR = 1e-3f;

    private static final int BATCH = 2;

    private static OnnxExport export(ModelFile model) {
        return new OnnxExport(model, Map.of("licence", "none"));
    }

    /** {@code [Q][F]} */
    private static long[][] tokens(SpeechCodec codec, float[] samples) {
        TokenSequence tokens = codec.encode(
                new Waveform(samples, TestAudio.SAMPLE_RATE), codec.config().numCodebooks());
        long[][] rows = new long[tokens.numCodebooks()][tokens.numFrames()];
        for (int q = 0; q < rows.length; q++) {
            for (int t = 0; t < rows[q].length; t++) {
                rows[q][t] = tokens.token(t, q);
            }
        }
        return rows;
    }

    private static void assertSameTokens(long[][] expected, long[][] actual) {
        assertEquals(expected.length, actual.length);
        int equal = 0;
        int all = 0;
        for (int q = 0; q < expected.length; q++) {
            assertEquals(expected[q].length, actual[q].length);
            for (int t = 0; t < expected[q].length; t++) {
                equal += expected[q][t] == actual[q][t] ? 1 : 0;
                all++;
            }
        }
        assertTrue(equal >= EQUAL * all, equal + " of " + all + " tokens are equal");
    }

    /** {@code [S][51]} of tokens {@code [Q][F]}, by the codec's own decoder. */
    private static float[][] parameters(ModelFile model, long[][] tokens) {
        CodecConfig config = model.config();
        MatrixKernel kernel = MatrixKernel.preferred();
        int frames = tokens[0].length;
        ResidualVectorQuantizer quantizer = new ResidualVectorQuantizer(Codebook.of(model, kernel), frames);
        float[] latents = new float[frames * config.latentDim()];
        for (int t = 0; t < frames; t++) {
            int[] frame = new int[tokens.length];
            for (int q = 0; q < frame.length; q++) {
                frame[q] = (int) tokens[q][t];
            }
            quantizer.dequantize(frame, 0, frame.length, latents, t * config.latentDim());
        }
        Decoder decoder = new Decoder(new NetworkWeights(model, kernel), frames);
        int steps = frames * config.stepsPerFrame();
        float[] flat = new float[steps * CodecConfig.PARAMETERS];
        decoder.decode(decoder.newState(), latents, frames, flat);
        float[][] rows = new float[steps][];
        for (int s = 0; s < steps; s++) {
            rows[s] = Arrays.copyOfRange(flat, s * CodecConfig.PARAMETERS, (s + 1) * CodecConfig.PARAMETERS);
        }
        return rows;
    }

    private static void assertNear(float[][] expected, float[][] actual) {
        assertEquals(expected.length, actual.length);
        for (int s = 0; s < expected.length; s++) {
            assertArrayEquals(expected[s], actual[s], NEAR, "step " + s);
        }
    }

    @Test
    void shouldGiveTheTokensAndTheParametersOfTheCodec() throws Exception {
        ModelFile model = ModelFile.bundled();
        SpeechCodec codec = SpeechCodec.of(model);
        float[] speech = AudioFiles.defaultClip().slice(0, 80_000).samples();
        float[] later = new float[speech.length];
        System.arraycopy(speech, 0, later, 111, speech.length - 111);
        float[][] batch = {speech, later};
        OnnxExport export = export(model);
        try (OnnxSession encoder = new OnnxSession(export.encoder(false), BATCH);
                OnnxSession decoder = new OnnxSession(export.decoder(false), BATCH)) {
            long[][][] tokens = encoder.tokens(batch);
            for (int b = 0; b < BATCH; b++) {
                assertSameTokens(tokens(codec, batch[b]), tokens[b]);
            }
            float[][][] parameters = decoder.parameters(tokens);
            assertNear(parameters(model, tokens[1]), parameters[1]);
            long[][][] coarse = {Arrays.copyOf(tokens[0], 3)};
            assertNear(parameters(model, coarse[0]), decoder.parameters(coarse)[0]);
        }
    }

    @Test
    void shouldStreamFrameByFrameWhatItGivesOfTheWhole() throws Exception {
        ModelFile model = TestModels.tiny(1);
        SpeechCodec codec = SpeechCodec.of(model);
        int hop = model.config().hopLength();
        float[] a = TestAudio.speech(1, 1).samples();
        float[] b = TestAudio.speech(2, 1).samples();
        OnnxExport export = export(model);
        try (OnnxSession encoder = new OnnxSession(export.encoder(true), BATCH);
                OnnxSession decoder = new OnnxSession(export.decoder(true), BATCH)) {
            assertArrayEquals(new long[] {-1, 560}, encoder.shape("past.samples"));
            assertEquals(1 + 1 + 1 + 2 + 1 + 2, encoder.inputs());
            long[][] expected = tokens(codec, a);
            float[][] rows = parameters(model, expected);
            long[][] streamed = new long[expected.length][expected[0].length];
            float[][] streamedRows = new float[rows.length][];
            int steps = model.config().stepsPerFrame();
            // In pieces of 1 and of 3 frames.
            for (int t = 0, frames = 1; t < a.length / hop; t += frames, frames = t % 4 == 0 ? 1 : 3) {
                int end = Math.min(t + frames, a.length / hop);
                float[][] samples = {
                    Arrays.copyOfRange(a, t * hop, end * hop), Arrays.copyOfRange(b, t * hop, end * hop)
                };
                long[][][] tokens = encoder.tokens(samples);
                long[][][] given = new long[BATCH][expected.length][];
                for (int q = 0; q < expected.length; q++) {
                    System.arraycopy(tokens[0][q], 0, streamed[q], t, end - t);
                    given[0][q] = Arrays.copyOfRange(expected[q], t, end);
                    given[1][q] = tokens[1][q];
                }
                System.arraycopy(decoder.parameters(given)[0], 0, streamedRows, t * steps, (end - t) * steps);
            }
            int whole = a.length / hop;
            for (int q = 0; q < expected.length; q++) {
                expected[q] = Arrays.copyOf(expected[q], whole);
                streamed[q] = Arrays.copyOf(streamed[q], whole);
            }
            assertSameTokens(expected, streamed);
            assertNear(Arrays.copyOf(rows, whole * steps), Arrays.copyOf(streamedRows, whole * steps));
        }
    }

    @Test
    void shouldSayWhatItIs() throws Exception {
        ModelFile model = TestModels.tiny(1);
        try (OnnxSession encoder = new OnnxSession(export(model).encoder(false), 1)) {
            Map<String, String> metadata = encoder.metadata();
            assertEquals(model.fingerprint().toString(), metadata.get("model"));
            assertEquals("400", metadata.get("delay"));
            assertEquals("none", metadata.get("licence"));
        }
    }

    @Test
    void shouldTakeWhatIsNotFiniteForSilenceAndSoundOfAnyLength() throws Exception {
        ModelFile model = TestModels.tiny(1);
        SpeechCodec codec = SpeechCodec.of(model);
        try (OnnxSession encoder = new OnnxSession(export(model).encoder(false), 1)) {
            float[] samples = Arrays.copyOf(TestAudio.speech(3, 0.3).samples(), 4001);
            samples[700] = Float.NaN;
            samples[800] = Float.NEGATIVE_INFINITY;
            assertSameTokens(tokens(codec, samples), encoder.tokens(new float[][] {samples})[0]);
            assertEquals(2, encoder.tokens(new float[][] {{0.1f}})[0][0].length);
        }
    }
}
