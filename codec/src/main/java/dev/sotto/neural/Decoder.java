package dev.sotto.neural;

import dev.sotto.model.CodecConfig;

/**
 * From a latent vector a frame to what the synthesiser is told for each step, of one stream or many. The encoder's
 * mirror, likewise with a {@link NetworkState} for each. Not thread-safe: one for each thread.
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
    private final Workspace room = new Workspace();
    private final NetworkState[] one = new NetworkState[1];
    private final float[] frames;
    private final float[] steps;

    /** @param maxFrames the most frames of one call, of all streams together */
    public Decoder(NetworkWeights weights, int maxFrames) {
        this.config = weights.config();
        this.maxFrames = maxFrames;
        this.kernel = weights.kernel();
        CodecConfig.Dilations dilations = config.dilations();
        int maxSteps = Math.multiplyExact(maxFrames, config.stepsPerFrame());
        this.in = new CausalConv(weights.get("decoder.in"), kernel, maxFrames, room);
        this.slow = new ResidualStack(weights, "decoder.slow", dilations.decoderSlow(), maxFrames, room);
        this.up = new CausalConv(weights.get("decoder.up"), kernel, maxFrames, room);
        this.fast = new ResidualStack(weights, "decoder.fast", dilations.decoderFast(), maxSteps, room);
        this.out = new CausalConv(weights.get("decoder.out"), kernel, maxSteps, room);
        this.frames = new float[maxFrames * config.slowChannels()];
        this.steps = new float[maxSteps * config.fastChannels()];
    }

    /** What a new stream has. */
    public NetworkState newState() {
        return room.newState();
    }

    /** The next frames of one stream. @see #decode(NetworkState[], int, float[], int, float[]) */
    public void decode(NetworkState stream, float[] latents, int numFrames, float[] parameters) {
        one[0] = stream;
        decode(one, 1, latents, numFrames, parameters);
    }

    /**
     * The next {@code numFrames} frames of each of {@code count} streams.
     *
     * @param latents {@code [count][numFrames][latentDim]} from its beginning
     * @param parameters receives {@code [count][numFrames * stepsPerFrame][PARAMETERS]} from its beginning
     */
    public void decode(NetworkState[] streams, int count, float[] latents, int numFrames, float[] parameters) {
        int allFrames = Math.multiplyExact(count, numFrames);
        if (allFrames > maxFrames) {
            throw new IllegalArgumentException(allFrames + " frames in one call, " + maxFrames + " at most");
        }
        int numSteps = numFrames * config.stepsPerFrame();
        int allSteps = count * numSteps;
        System.arraycopy(latents, 0, room.input(), 0, allFrames * config.latentDim());
        in.run(streams, count, numFrames, frames);
        slow.apply(streams, count, frames, numFrames);
        kernel.activate(frames, room.input(), 0, allFrames * config.slowChannels());
        // A row of stepsPerFrame * fastChannels outputs is the frame's steps, as they lie.
        up.run(streams, count, numFrames, steps);
        fast.apply(streams, count, steps, numSteps);
        kernel.activate(steps, room.input(), 0, allSteps * config.fastChannels());
        out.run(streams, count, numSteps, parameters);
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
