package dev.sotto.codec;

/**
 * The next frames of one stream, to be encoded beside those of others: {@link StreamingEncoder#encode(java.util.List)}.
 *
 * @param samples {@code frames * hopLength} of them from its beginning
 * @param tokens receives {@code [frames][codebooks]} from {@code tokenOffset} on
 */
public record EncodeJob(
        StreamingEncoder stream, float[] samples, int frames, int[] tokens, int tokenOffset, int codebooks) {

    public EncodeJob {
        stream.require(samples, 0, frames, tokens, tokenOffset, codebooks);
    }
}
