package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/**
 * From what the analysis says of each step to one latent vector a frame, of one stream or many: each has its past in a
 * {@link NetworkState}, so that pieces of any number of frames, beside any other streams, give the same bits as the
 * whole. Not thread-safe: one for each thread.
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
    private final Workspace room = new Workspace();
    private final NetworkState[] one = new NetworkState[1];
    private final float[] steps;
    private final float[] frames;

    /** @param maxFrames the most frames of one call, of all streams together */
    public Encoder(NetworkWeights weights, int maxFrames) {
        this.config = weights.config();
        this.maxFrames = maxFrames;
        this.kernel = weights.kernel();
        CodecConfig.Dilations dilations = config.dilations();
        int maxSteps = Math.multiplyExact(maxFrames, config.stepsPerFrame());
        this.in = new CausalConv(weights.get("encoder.in"), kernel, maxSteps, room);
        this.fast = new ResidualStack(weights, "encoder.fast", dilations.encoderFast(), maxSteps, room);
        this.down = new CausalConv(weights.get("encoder.down", config.stepsPerFrame(), 1), kernel, maxFrames, room);
        this.slow = new ResidualStack(weights, "encoder.slow", dilations.encoderSlow(), maxFrames, room);
        this.out = new CausalConv(weights.get("encoder.out"), kernel, maxFrames, room);
        this.steps = new float[maxSteps * config.fastChannels()];
        this.frames = new float[maxFrames * config.slowChannels()];
    }

    /** What a new stream has. */
    public NetworkState newState() {
        return room.newState();
    }

    /** The next frames of one stream. @see #encode(NetworkState[], int, float[], int, float[]) */
    public void encode(NetworkState stream, float[] features, int numFrames, float[] latents) {
        one[0] = stream;
        encode(one, 1, features, numFrames, latents);
    }

    /**
     * The next {@code numFrames} frames of each of {@code count} streams.
     *
     * @param features {@code [count][numFrames * stepsPerFrame][FEATURES]} from its beginning
     * @param latents receives {@code [count][numFrames][latentDim]} from its beginning
     */
    public void encode(NetworkState[] streams, int count, float[] features, int numFrames, float[] latents) {
        int allFrames = Math.multiplyExact(count, numFrames);
        if (allFrames > maxFrames) {
            throw new IllegalArgumentException(allFrames + " frames in one call, " + maxFrames + " at most");
        }
        int numSteps = numFrames * config.stepsPerFrame();
        int allSteps = count * numSteps;
        System.arraycopy(features, 0, room.input(), 0, allSteps * CodecConfig.FEATURES);
        in.run(streams, count, numSteps, steps);
        fast.apply(streams, count, steps, numSteps);
        kernel.activate(steps, room.input(), 0, allSteps * config.fastChannels());
        down.run(streams, count, numFrames, frames);
        slow.apply(streams, count, frames, numFrames);
        kernel.activate(frames, room.input(), 0, allFrames * config.slowChannels());
        out.run(streams, count, numFrames, latents);
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
