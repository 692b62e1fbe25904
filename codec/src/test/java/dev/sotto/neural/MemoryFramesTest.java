package dev.sotto.neural;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.TestAudio;
import dev.sotto.model.CodecConfig;
import dev.sotto.model.ModelFile;
import dev.sotto.model.TestModels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out depends on the last frames as far as memoryFrames says, and no further. */
class MemoryFramesTest {

    private static final int HOP = 320;

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
        int memory = Encoder.memoryFrames(model.config());
        int frames = memory + 3;
        int latentDim = model.config().latentDim();
        Run run = (input, n) -> {
            float[] latents = new float[n * latentDim];
            new Encoder(weights, n).encode(input, 0, n, latents);
            return latents;
        };
        float[] one = TestAudio.noise(1, frames * 0.02).samples();
        float[] other = one.clone();
        other[HOP - 1] += 0.5f;
        assertEquals(memory, framesUntilEqual(run, one, other, frames, latentDim));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldBeTheDecodersReach(ModelFile model) {
        NetworkWeights weights = new NetworkWeights(model, MatrixKernel.preferred());
        int memory = Decoder.memoryFrames(model.config());
        int frames = memory + 3;
        int latentDim = model.config().latentDim();
        Run run = (input, n) -> {
            float[] samples = new float[n * HOP];
            new Decoder(weights, n).decode(input, n, samples, 0);
            return samples;
        };
        float[] one = Arrays.copyOf(TestAudio.noise(2, 1).samples(), frames * latentDim);
        float[] other = one.clone();
        for (int i = 0; i < latentDim; i++) {
            other[i] += 0.5f;
        }
        assertEquals(memory, framesUntilEqual(run, one, other, frames, HOP));
    }

    @Test
    void shouldBeKnownForTheModelThatShips() {
        assertEquals(19, Encoder.memoryFrames(CodecConfig.DEFAULT));
        assertEquals(23, Decoder.memoryFrames(CodecConfig.DEFAULT));
    }
}
