package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/**
 * From what the analysis says of each step to one latent vector a frame, of one stream. Keeps its past between calls,
 * so that pieces of any number of frames give the same bits as the whole. Not thread-safe.
 */
public final class Encoder {

    private final CodecConfig config;
    private final int maxFrames;
    private final MatrixKernel kernel;
    private final CausalConv in;
    private final ResidualStack fast;
    private final CausalConv down;
    private final ResidualStack slow;
    private final CausalConv out;
    private final float[] steps;
    private final float[] frames;

    /** @param maxFrames the most frames of one call */
    public Encoder(NetworkWeights weights, int maxFrames) {
        this.config = weights.config();
        this.maxFrames = maxFrames;
        this.kernel = weights.kernel();
        CodecConfig.Dilations dilations = config.dilations();
        int maxSteps = Math.multiplyExact(maxFrames, config.stepsPerFrame());
        Workspace room = new Workspace();
        this.in = new CausalConv(weights.get("encoder.in"), kernel, maxSteps, room);
        this.fast = new ResidualStack(weights, "encoder.fast", dilations.encoderFast(), maxSteps, room);
        this.down = new CausalConv(weights.get("encoder.down", config.stepsPerFrame(), 1), kernel, maxFrames, room);
        this.slow = new ResidualStack(weights, "encoder.slow", dilations.encoderSlow(), maxFrames, room);
        this.out = new CausalConv(weights.get("encoder.out"), kernel, maxFrames, room);
        this.steps = new float[maxSteps * config.fastChannels()];
        this.frames = new float[maxFrames * config.slowChannels()];
    }

    /**
     * @param features {@code [numFrames * stepsPerFrame][FEATURES]} from its beginning
     * @param latents receives {@code [numFrames][latentDim]} from its beginning
     */
    public void encode(float[] features, int numFrames, float[] latents) {
        if (numFrames > maxFrames) {
            throw new IllegalArgumentException(numFrames + " frames in one call, " + maxFrames + " at most");
        }
        int numSteps = numFrames * config.stepsPerFrame();
        System.arraycopy(features, 0, in.input(), in.inputOffset(), numSteps * CodecConfig.FEATURES);
        in.run(numSteps, steps, 0);
        fast.apply(steps, numSteps);
        kernel.activate(steps, down.input(), down.inputOffset(), numSteps * config.fastChannels());
        down.run(numFrames, frames, 0);
        slow.apply(frames, numFrames);
        kernel.activate(frames, out.input(), out.inputOffset(), numFrames * config.slowChannels());
        out.run(numFrames, latents, 0);
    }

    /** Back to the beginning of a stream. */
    public void reset() {
        in.reset();
        fast.reset();
        down.reset();
        slow.reset();
        out.reset();
    }

    /** How many steps of features before a frame's own its latent depends on. */
    public static int memorySteps(CodecConfig config) {
        int framesBefore = ResidualStack.reach(config.dilations().encoderSlow());
        return (framesBefore + 1) * config.stepsPerFrame()
                + ResidualStack.reach(config.dilations().encoderFast())
                + CodecConfig.UNIT_KERNEL
                - 1;
    }
}
