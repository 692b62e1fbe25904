package dev.sotto.training.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.sotto.analysis.LogSpectra;
import dev.sotto.analysis.SpectralKernel;
import dev.sotto.audio.AudioFiles;
import dev.sotto.audio.Waveform;
import dev.sotto.codec.SpeechCodec;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TensorShapes;
import dev.sotto.model.TestModels;
import dev.sotto.neural.Decoder;
import dev.sotto.neural.Encoder;
import dev.sotto.neural.MatrixKernel;
import dev.sotto.neural.NetworkWeights;
import dev.sotto.token.TokenSequence;
import dev.sotto.training.codebook.CodebookLearning;
import dev.sotto.training.codebook.Codebooks;
import dev.sotto.training.codebook.Search;
import dev.sotto.training.engine.TestTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is trained here and what runs without DJL are one codec: the same weights give the same latents, tokens, sound.
 */
class RuntimeParityTest {

    private static final float TOLERANCE = 1e-4f;

    /** Only where two vectors are as near but for the rounding may the tokens differ. */
    private static final double SAME_TOKENS = 0.995;

    private static NDManager manager;
    private static Waveform speech;

    @BeforeAll
    static void open() {
        manager = TestTensors.newManager();
        speech = AudioFiles.defaultClip();
    }

    @AfterAll
    static void close() {
        manager.close();
    }

    /** Random weights always; the model in the jar as soon as there is one. */
    static List<Named<ModelFile>> models() {
        List<Named<ModelFile>> models = new ArrayList<>();
        models.add(Named.of("tiny", TestModels.tiny(1)));
        models.add(Named.of("full", TestModels.full(1)));
        if (ModelFile.class.getResource("sotto.safetensors") != null) {
            models.add(Named.of("bundled", ModelFile.bundled()));
        }
        return models;
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameLatents(ModelFile model) {
        CodecConfig config = model.config();
        int frames = config.numFrames(speech.length());
        float[] latents = new float[frames * config.latentDim()];
        Encoder encoder = new Encoder(new NetworkWeights(model, MatrixKernel.preferred()), frames);
        encoder.encode(encoder.newState(), features(frames), frames, latents);

        try (NDManager scratch = manager.newSubManager()) {
            assertArrayEquals(latents(model, scratch).toFloatArray(), latents, TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameTokensOfRealSpeech(ModelFile model) {
        TokenSequence tokens =
                SpeechCodec.of(model).encode(speech, model.config().numCodebooks());

        try (NDManager scratch = manager.newSubManager()) {
            List<long[]> others = search(model, latents(model, scratch)).tokens().stream()
                    .map(NDArray::toLongArray)
                    .toList();
            long same = 0;
            for (int t = 0; t < tokens.numFrames(); t++) {
                for (int q = 0; q < tokens.numCodebooks(); q++) {
                    same += tokens.token(t, q) == others.get(q)[t] ? 1 : 0;
                }
            }
            double share = same / (double) tokens.tokens().length;
            assertTrue(share >= SAME_TOKENS, share + " of the tokens are the same");
            assertTrue(LongStream.of(others.get(0)).distinct().count() > 10, "tokens that follow the speech");
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldGiveTheSameParametersOfTheSameTokens(ModelFile model) {
        CodecConfig config = model.config();
        try (NDManager scratch = manager.newSubManager()) {
            Search search = search(model, latents(model, scratch));
            NDArray quantized = search.chosen().stream().reduce(NDArray::add).orElseThrow();
            NDArray decoderInput = quantized.transpose().expandDims(0);
            NDArray heard = new DecoderNetwork(config).forward(weights(model, scratch), decoderInput);

            int frames = config.numFrames(speech.length());
            float[] parameters = new float[frames * config.stepsPerFrame() * CodecConfig.PARAMETERS];
            Decoder decoder = new Decoder(new NetworkWeights(model, MatrixKernel.preferred()), frames);
            decoder.decode(decoder.newState(), quantized.toFloatArray(), frames, parameters);
            float[] others = heard.squeeze(0).transpose().toFloatArray();
            assertArrayEquals(others, parameters, TOLERANCE);
        }
    }

    /** {@code [T, D]} of the whole clip. */
    private static NDArray latents(ModelFile model, NDManager scratch) {
        CodecConfig config = model.config();
        int frames = config.numFrames(speech.length());
        NDArray features = scratch.create(
                        features(frames), new Shape(1, frames * config.stepsPerFrame(), CodecConfig.FEATURES))
                .transpose(0, 2, 1);
        NDArray latents = new EncoderNetwork(config).forward(weights(model, scratch), features);
        return latents.squeeze(0).transpose();
    }

    private static Map<String, NDArray> weights(ModelFile model, NDManager scratch) {
        ParameterLayout layout = new ParameterLayout(model.config());
        return layout.split(scratch.create(layout.flatten(model.tensors())));
    }

    private static Search search(ModelFile model, NDArray latents) {
        Codebooks codebooks = new Codebooks(latents.getManager(), model.config(), CodebookLearning.EMA);
        codebooks.set(model.tensors().get(TensorShapes.CODEBOOKS).values(), 1);
        return codebooks.search(latents);
    }

    /** {@code [frames * stepsPerFrame][FEATURES]} of the clip and the silence after it. */
    private static float[] features(int frames) {
        int steps = frames * CodecConfig.DEFAULT.stepsPerFrame();
        float[] samples = Arrays.copyOf(speech.samples(), steps * CodecConfig.STEP_LENGTH);
        float[] features = new float[steps * CodecConfig.FEATURES];
        new LogSpectra(SpectralKernel.preferred()).analyse(samples, 0, steps, features, 0);
        return features;
    }
}
