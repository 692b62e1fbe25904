package dev.sotto.model;

import java.util.List;

/**
 * The shape of a codec, from which everything else follows: hop, frame rate, bitrate, delay, and the shape of every
 * tensor.
 *
 * <p>Sound is analysed every {@code stepLength} samples ({@link #FEATURES} numbers a step). The <em>fast</em> layers
 * run once a step, the <em>slow</em> ones once a frame of {@code stepsPerFrame} steps. Encoder: fast layers, down, slow
 * layers, latent. Decoder: latent, slow layers, up, fast layers, {@link #PARAMETERS} numbers a step for the
 * synthesiser.
 *
 * @param sampleRate Hz; analysis and synthesis are made for {@link #SAMPLE_RATE}
 * @param stepLength samples of a step; analysis and synthesis are made for {@link #STEP_LENGTH}
 * @param stepsPerFrame steps of a frame
 * @param fastChannels width of the layers that run once a step
 * @param slowChannels width of the layers that run once a frame
 * @param dilations of the residual units of each stack of layers
 * @param latentDim size of the vectors that are quantized
 * @param numCodebooks how many quantizers follow one another
 * @param codebookSize tokens of a codebook
 * @param lookahead steps by which the decoder's parameters come later than the sound that they describe: so much of the
 *     future do they know
 */
public record CodecConfig(
        int sampleRate,
        int stepLength,
        int stepsPerFrame,
        int fastChannels,
        int slowChannels,
        Dilations dilations,
        int latentDim,
        int numCodebooks,
        int codebookSize,
        int lookahead) {

    /** Hz that analysis and synthesis are made for. */
    public static final int SAMPLE_RATE = 16_000;

    /** Samples of a step that analysis and synthesis are made for: 5 ms. */
    public static final int STEP_LENGTH = 80;

    /** What the analysis gives for each step. */
    public static final int FEATURES = 112;

    /** What the synthesiser takes for each step. */
    public static final int PARAMETERS = 51;

    /**
     * Window of a residual unit's first convolution and of those beside analysis, quantizer and synthesis, in steps.
     */
    public static final int UNIT_KERNEL = 3;

    /** Slope of the leaky rectifier for negative values. */
    public static final float SLOPE = 0.1f;

    /**
     * One residual unit an entry, in the order in which sound passes them.
     *
     * @param encoderFast before the way down
     * @param encoderSlow after it
     * @param decoderSlow before the way up
     * @param decoderFast after it
     */
    public record Dilations(
            List<Integer> encoderFast,
            List<Integer> encoderSlow,
            List<Integer> decoderSlow,
            List<Integer> decoderFast) {

        public Dilations {
            for (List<Integer> stack : List.of(encoderFast, encoderSlow, decoderSlow, decoderFast)) {
                requireRange("residual units of a stack", stack.size(), 0, 32);
                stack.forEach(dilation -> requireRange("dilation", dilation, 1, 1024));
            }
        }
    }

    private static final Dilations DILATIONS =
            new Dilations(List.of(1, 2, 4), List.of(1, 2, 1), List.of(1, 2, 4), List.of(1, 2, 4));

    /** The model that ships. */
    public static final CodecConfig DEFAULT = ofWidth(128, 192);

    /** The default but for the widths of its layers. */
    public static CodecConfig ofWidth(int fastChannels, int slowChannels) {
        return new CodecConfig(SAMPLE_RATE, STEP_LENGTH, 4, fastChannels, slowChannels, DILATIONS, 64, 8, 1024, 4);
    }

    public CodecConfig {
        if (sampleRate != SAMPLE_RATE || stepLength != STEP_LENGTH) {
            throw new IllegalArgumentException(
                    "analysis and synthesis are made for " + SAMPLE_RATE + " Hz and steps of " + STEP_LENGTH
                            + " samples, not for " + sampleRate + " Hz and steps of " + stepLength);
        }
        if (dilations == null) {
            throw new IllegalArgumentException("dilations are missing");
        }
        requireRange("stepsPerFrame", stepsPerFrame, 1, 64);
        requireRange("fastChannels", fastChannels, 1, 4096);
        requireRange("slowChannels", slowChannels, 1, 4096);
        requireRange("latentDim", latentDim, 1, 4096);
        requireRange("numCodebooks", numCodebooks, 1, 16);
        requireRange("codebookSize", codebookSize, 2, 1 << 16);
        requireRange("lookahead", lookahead, 0, 64);
        if (Integer.bitCount(codebookSize) != 1) {
            throw new IllegalArgumentException("codebookSize must be a power of two, is " + codebookSize);
        }
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    /** Samples of a frame. */
    public int hopLength() {
        return stepsPerFrame * stepLength;
    }

    /**
     * Samples by which the decoder's output is later than the encoder's input: the lookahead, and a step that the
     * synthesiser waits for, as it makes the sound between two steps.
     */
    public int delay() {
        return (lookahead + 1) * stepLength;
    }

    /** Frames a second. */
    public double frameRate() {
        return sampleRate / (double) hopLength();
    }

    public int bitsPerToken() {
        return Integer.numberOfTrailingZeros(codebookSize);
    }

    /** Bits a second of the tokens alone. */
    public double bitrate(int codebooks) {
        return codebooks * bitsPerToken() * frameRate();
    }

    /** Frames that carry {@code numSamples} of sound, the delay included. */
    public int numFrames(int numSamples) {
        return Math.toIntExact(((long) numSamples + delay() + hopLength() - 1) / hopLength());
    }
}
