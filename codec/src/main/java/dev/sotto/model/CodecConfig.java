package dev.sotto.model;

import java.util.List;

/**
 * The shape of a codec, from which everything else follows: hop, frame rate, bitrate, and the shape of every tensor.
 *
 * <p>The encoder has one stage for each stride. Stage {@code s} begins with a causal convolution of {@code kernels[s]}
 * samples (or steps of the stage before) and stride {@code strides[s]} to {@code channels[s]} channels; a residual unit
 * for each dilation follows. The decoder mirrors it: the residual units of a stage, then the convolution up.
 *
 * @param sampleRate Hz
 * @param strides by how much each stage of the encoder lowers the rate; their product is the hop
 * @param kernels window of each stage's convolution, a multiple of its stride, so that windows are contiguous
 * @param channels width of each stage
 * @param encoderDilations one list a stage, one residual unit an entry
 * @param decoderDilations likewise, in the encoder's order of stages
 * @param latentDim size of the vectors that are quantized
 * @param numCodebooks how many quantizers follow one another
 * @param codebookSize tokens of a codebook
 * @param delay samples by which the decoder's output is later than the encoder's input
 */
public record CodecConfig(
        int sampleRate,
        List<Integer> strides,
        List<Integer> kernels,
        List<Integer> channels,
        List<List<Integer>> encoderDilations,
        List<List<Integer>> decoderDilations,
        int latentDim,
        int numCodebooks,
        int codebookSize,
        int delay) {

    /** Window of a residual unit's first convolution and of the convolutions beside the quantizer, in steps. */
    public static final int UNIT_KERNEL = 3;

    /** Slope of the leaky rectifier for negative values. */
    public static final float SLOPE = 0.1f;

    /** The model that ships. */
    public static final CodecConfig DEFAULT = new CodecConfig(
            16_000,
            List.of(40, 8),
            List.of(160, 16),
            List.of(128, 256),
            List.of(List.of(1, 3), List.of(1, 2, 4)),
            List.of(List.of(1, 3, 9), List.of(1, 2, 4, 1)),
            64,
            8,
            1024,
            160);

    public CodecConfig {
        requireRange("sampleRate", sampleRate, 1_000, 192_000);
        requireRange("stages", strides.size(), 1, 8);
        requireRange("latentDim", latentDim, 1, 4096);
        requireRange("numCodebooks", numCodebooks, 1, 16);
        requireRange("codebookSize", codebookSize, 2, 1 << 16);
        requireSize("kernels", kernels, strides.size());
        requireSize("channels", channels, strides.size());
        requireSize("encoderDilations", encoderDilations, strides.size());
        requireSize("decoderDilations", decoderDilations, strides.size());
        for (int s = 0; s < strides.size(); s++) {
            requireRange("strides[" + s + "]", strides.get(s), 1, 1024);
            requireRange("kernels[" + s + "]", kernels.get(s), strides.get(s), 8 * strides.get(s));
            requireRange("channels[" + s + "]", channels.get(s), 1, 4096);
            if (kernels.get(s) % strides.get(s) != 0) {
                throw new IllegalArgumentException("kernels[" + s + "] = " + kernels.get(s)
                        + " is no multiple of strides[" + s + "] = " + strides.get(s));
            }
            for (List<List<Integer>> dilations : List.of(encoderDilations, decoderDilations)) {
                requireRange("residual units of stage " + s, dilations.get(s).size(), 0, 32);
                dilations.get(s).forEach(d -> requireRange("dilation", d, 1, 1024));
            }
        }
        if (Integer.bitCount(codebookSize) != 1) {
            throw new IllegalArgumentException("codebookSize must be a power of two, is " + codebookSize);
        }
        int hop = strides.stream().reduce(1, Math::multiplyExact);
        requireRange("delay", delay, 0, hop);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be " + min + " to " + max + ", is " + value);
        }
    }

    private static void requireSize(String name, List<?> list, int size) {
        if (list.size() != size) {
            throw new IllegalArgumentException(name + " has " + list.size() + " entries for " + size + " strides");
        }
    }

    public int numStages() {
        return strides.size();
    }

    /** Samples of a frame. */
    public int hopLength() {
        return strides.stream().reduce(1, (a, b) -> a * b);
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
        return Math.toIntExact(((long) numSamples + delay + hopLength() - 1) / hopLength());
    }
}
