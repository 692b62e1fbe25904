package dev.sotto.neural;

import dev.sotto.model.CodecConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The way up, of one stream: each latent vector becomes one hop of samples. The encoder's mirror, likewise with a past.
 * Not thread-safe.
 */
public final class Decoder {

    /** A stage: its residual units, all in {@code steps}, then up by its stride. */
    private record Stage(ResidualUnit[] units, CausalConv up, float[] steps, int channels, int stepsPerFrame) {}

    private final int latentDim;
    private final MatrixKernel kernel;
    private final int maxFrames;
    private final CausalConv in;
    private final List<Stage> stages = new ArrayList<>();

    /** @param maxFrames the most frames of one call */
    public Decoder(NetworkWeights weights, int maxFrames) {
        CodecConfig config = weights.config();
        this.latentDim = config.latentDim();
        this.kernel = weights.kernel();
        this.maxFrames = maxFrames;
        Workspace room = new Workspace();
        this.in = new CausalConv(weights.get("decoder.in"), kernel, maxFrames, room);
        int stepsPerFrame = 1;
        for (int s = config.numStages() - 1; s >= 0; s--) {
            String name = "decoder." + s;
            int maxSteps = maxFrames * stepsPerFrame;
            ResidualUnit[] units =
                    ResidualUnit.chain(weights, name, config.decoderDilations().get(s), maxSteps, room);
            CausalConv up = new CausalConv(weights.get(name + ".up"), kernel, maxSteps, room);
            int channels = config.channels().get(s);
            stages.add(new Stage(units, up, new float[maxSteps * channels], channels, stepsPerFrame));
            stepsPerFrame *= config.strides().get(s);
        }
    }

    /**
     * @param latents {@code [frames][latentDim]} from its beginning
     * @param samples receives {@code frames * hopLength} of them from {@code offset} on
     */
    public void decode(float[] latents, int frames, float[] samples, int offset) {
        if (frames > maxFrames) {
            throw new IllegalArgumentException(frames + " frames in one call, " + maxFrames + " at most");
        }
        System.arraycopy(latents, 0, in.input(), in.inputOffset(), frames * latentDim);
        in.run(frames, stages.get(0).steps, 0);
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            int steps = frames * stage.stepsPerFrame;
            for (ResidualUnit unit : stage.units) {
                unit.apply(stage.steps, steps);
            }
            kernel.activate(stage.steps, stage.up.input(), stage.up.inputOffset(), steps * stage.channels);
            // A row of stride * width outputs is stride steps of the next stage, as they lie.
            boolean last = i + 1 == stages.size();
            stage.up.run(steps, last ? samples : stages.get(i + 1).steps, last ? offset : 0);
        }
    }

    /** Back to the silence before the stream. */
    public void reset() {
        in.reset();
        for (Stage stage : stages) {
            for (ResidualUnit unit : stage.units) {
                unit.reset();
            }
            stage.up.reset();
        }
    }

    /** After how many frames nothing of what came before is left in the state. */
    public static int memoryFrames(CodecConfig config) {
        int reach = config.hopLength();
        for (int s = 0; s < config.numStages(); s++) {
            int stride = config.strides().get(s);
            reach = (reach + stride - 1) / stride + config.kernels().get(s) / stride - 1;
            for (int dilation : config.decoderDilations().get(s)) {
                reach += (CodecConfig.UNIT_KERNEL - 1) * dilation;
            }
        }
        return reach + CodecConfig.UNIT_KERNEL - 2;
    }
}
