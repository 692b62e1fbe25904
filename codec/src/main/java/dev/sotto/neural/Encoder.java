package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The way down, of one stream: hop after hop of samples becomes one latent vector each. Keeps its past between calls,
 * so that pieces of any number of frames give the same bits as the whole. Not thread-safe.
 */
public final class Encoder {

    /** A stage: down by its stride, then its residual units, all in {@code steps}. */
    private record Stage(CausalConv down, ResidualUnit[] units, float[] steps, int channels, int stepsPerFrame) {}

    private final int hopLength;
    private final MatrixKernel kernel;
    private final int maxFrames;
    private final List<Stage> stages = new ArrayList<>();
    private final CausalConv out;

    /** @param maxFrames the most frames of one call */
    public Encoder(NetworkWeights weights, int maxFrames) {
        CodecConfig config = weights.config();
        this.hopLength = config.hopLength();
        this.kernel = weights.kernel();
        this.maxFrames = maxFrames;
        Workspace room = new Workspace();
        int stepsPerFrame = hopLength;
        for (int s = 0; s < config.numStages(); s++) {
            String name = "encoder." + s;
            stepsPerFrame /= config.strides().get(s);
            int maxSteps = maxFrames * stepsPerFrame;
            ResidualUnit[] units =
                    ResidualUnit.chain(weights, name, config.encoderDilations().get(s), maxSteps, room);
            CausalConv down =
                    new CausalConv(weights.get(name + ".down", config.strides().get(s), 1), kernel, maxSteps, room);
            int channels = config.channels().get(s);
            stages.add(new Stage(down, units, new float[maxSteps * channels], channels, stepsPerFrame));
        }
        this.out = new CausalConv(weights.get("encoder.out"), kernel, maxFrames, room);
    }

    /**
     * @param samples {@code frames * hopLength} of them from {@code offset} on; one that is not finite counts as 0
     * @param latents receives {@code [frames][latentDim]} from its beginning
     */
    public void encode(float[] samples, int offset, int frames, float[] latents) {
        if (frames > maxFrames) {
            throw new IllegalArgumentException(frames + " frames in one call, " + maxFrames + " at most");
        }
        CausalConv first = stages.get(0).down;
        for (int i = 0; i < frames * hopLength; i++) {
            float sample = samples[offset + i];
            first.input()[first.inputOffset() + i] = Float.isFinite(sample) ? sample : 0f;
        }
        for (int s = 0; s < stages.size(); s++) {
            Stage stage = stages.get(s);
            int steps = frames * stage.stepsPerFrame;
            stage.down.run(steps, stage.steps, 0);
            for (ResidualUnit unit : stage.units) {
                unit.apply(stage.steps, steps);
            }
            CausalConv next = s + 1 < stages.size() ? stages.get(s + 1).down : out;
            kernel.activate(stage.steps, next.input(), next.inputOffset(), steps * stage.channels);
        }
        out.run(frames, latents, 0);
    }

    /** Back to the silence before the stream. */
    public void reset() {
        for (Stage stage : stages) {
            stage.down.reset();
            for (ResidualUnit unit : stage.units) {
                unit.reset();
            }
        }
        out.reset();
    }

    /** After how many frames nothing of what came before is left in the state: the receptive field, rounded up. */
    public static int memoryFrames(CodecConfig config) {
        int reach = CodecConfig.UNIT_KERNEL;
        for (int s = config.numStages() - 1; s >= 0; s--) {
            for (int dilation : config.encoderDilations().get(s)) {
                reach += (CodecConfig.UNIT_KERNEL - 1) * dilation;
            }
            reach = (reach - 1) * config.strides().get(s) + config.kernels().get(s);
        }
        return (reach - 1) / config.hopLength();
    }
}
