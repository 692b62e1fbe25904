package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/**
 * From a latent vector a frame to what the synthesiser is told for each step, of one stream. The encoder's mirror,
 * likewise with a past. Not thread-safe.
 */
public final class Decoder {

    private final CodecConfig config;
    private final int maxFrames;
    private final MatrixKernel kernel;
    private final CausalConv in;
    private final ResidualStack slow;
    private final CausalConv up;
    private final ResidualStack fast;
    private final CausalConv out;
    private final float[] frames;
    private final float[] steps;

    /** @param maxFrames the most frames of one call */
    public Decoder(NetworkWeights weights, int maxFrames) {
        this.config = weights.config();
        this.maxFrames = maxFrames;
        this.kernel = weights.kernel();
        CodecConfig.Dilations dilations = config.dilations();
        int maxSteps = Math.multiplyExact(maxFrames, config.stepsPerFrame());
        Workspace room = new Workspace();
        this.in = new CausalConv(weights.get("decoder.in"), kernel, maxFrames, room);
        this.slow = new ResidualStack(weights, "decoder.slow", dilations.decoderSlow(), maxFrames, room);
        this.up = new CausalConv(weights.get("decoder.up"), kernel, maxFrames, room);
        this.fast = new ResidualStack(weights, "decoder.fast", dilations.decoderFast(), maxSteps, room);
        this.out = new CausalConv(weights.get("decoder.out"), kernel, maxSteps, room);
        this.frames = new float[maxFrames * config.slowChannels()];
        this.steps = new float[maxSteps * config.fastChannels()];
    }

    /**
     * @param latents {@code [numFrames][latentDim]} from its beginning
     * @param parameters receives {@code [numFrames * stepsPerFrame][PARAMETERS]} from its beginning
     */
    public void decode(float[] latents, int numFrames, float[] parameters) {
        if (numFrames > maxFrames) {
            throw new IllegalArgumentException(numFrames + " frames in one call, " + maxFrames + " at most");
        }
        int numSteps = numFrames * config.stepsPerFrame();
        System.arraycopy(latents, 0, in.input(), in.inputOffset(), numFrames * config.latentDim());
        in.run(numFrames, frames, 0);
        slow.apply(frames, numFrames);
        kernel.activate(frames, up.input(), up.inputOffset(), numFrames * config.slowChannels());
        // A row of stepsPerFrame * fastChannels outputs is the frame's steps, as they lie.
        up.run(numFrames, steps, 0);
        fast.apply(steps, numSteps);
        kernel.activate(steps, out.input(), out.inputOffset(), numSteps * config.fastChannels());
        out.run(numSteps, parameters, 0);
    }

    /** Back to the beginning of a stream. */
    public void reset() {
        in.reset();
        slow.reset();
        up.reset();
        fast.reset();
        out.reset();
    }

    /** How many frames before its own a frame's parameters depend on. */
    public static int memoryFrames(CodecConfig config) {
        int stepsBefore = CodecConfig.UNIT_KERNEL
                - 1
                + ResidualStack.reach(config.dilations().decoderFast());
        int framesBefore = (stepsBefore + config.stepsPerFrame() - 1) / config.stepsPerFrame();
        return framesBefore + 1 + ResidualStack.reach(config.dilations().decoderSlow()) + CodecConfig.UNIT_KERNEL - 1;
    }
}
