package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out depends on the last frames as far as memoryFrames says, and no further. */
class MemoryFramesTest {

    static List<ModelFile> models() {
        return List.of(TestModels.tiny(1), TestModels.full(2));
    }

    /** How many frames after the pasts differed the outputs still differ. */
    private interface Run {
        float[] outputs(float[] input, int frames);
    }

    private static int framesUntilEqual(Run run, float[] one, float[] other, int frames, int outputsPerFrame) {
        float[] a = run.outputs(one, frames);
        float[] b = run.outputs(other, frames);
        int last = -1;
        for (int i = 0; i < a.length; i++) {
            if (Float.floatToIntBits(a[i]) != Float.floatToIntBits(b[i])) {
                last = i / outputsPerFrame;
            }
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldBeTheEncodersReach(ModelFile model) {
        NetworkWeights weights = new NetworkWeights(model, MatrixKernel.preferred());
        CodecConfig config = model.config();
        int memory = Encoder.memorySteps(config);
        int steps = config.stepsPerFrame();
        int frames = memory / steps + 3;
        Run run = (input, n) -> {
            float[] latents = new float[n * config.latentDim()];
            Encoder encoder = new Encoder(weights, n);
            encoder.encode(encoder.newState(), input, n, latents);
            return latents;
        };
        float[] one = Arrays.copyOf(TestAudio.noise(1, 10).samples(), frames * steps * CodecConfig.FEATURES);
        for (int step = 0; step < steps; step++) {
            float[] other = one.clone();
            for (int i = 0; i < CodecConfig.FEATURES; i++) {
                other[step * CodecConfig.FEATURES + i] += 0.5f;
            }
            // The last frame whose first step is at most so many steps later.
            int last = framesUntilEqual(run, one, other, frames, config.latentDim());
            assertEquals((step + memory) / steps, last);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldBeTheDecodersReach(ModelFile model) {
        NetworkWeights weights = new NetworkWeights(model, MatrixKernel.preferred());
        CodecConfig config = model.config();
        int memory = Decoder.memoryFrames(config);
        int frames = memory + 3;
        int latentDim = config.latentDim();
        int outputs = config.stepsPerFrame() * CodecConfig.PARAMETERS;
        Run run = (input, n) -> {
            float[] parameters = new float[n * outputs];
            Decoder decoder = new Decoder(weights, n);
            decoder.decode(decoder.newState(), input, n, parameters);
            return parameters;
        };
        float[] one = Arrays.copyOf(TestAudio.noise(2, 1).samples(), frames * latentDim);
        float[] other = one.clone();
        for (int i = 0; i < latentDim; i++) {
            other[i] += 0.5f;
        }
        assertEquals(memory, framesUntilEqual(run, one, other, frames, outputs));
    }
}
