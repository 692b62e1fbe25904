package dev.sotto.codec;

/**
 * The next frames of one stream, to be decoded beside those of others: {@link StreamingDecoder#decode(java.util.List)}.
 *
 * @param tokens {@code [frames][numCodebooks]} from {@code offset} on
 * @param samples receives {@code frames * hopLength} samples from its beginning
 */
public record DecodeJob(
        StreamingDecoder stream, int[] tokens, int offset, int numCodebooks, int frames, float[] samples) {

    /** @throws IllegalArgumentException as {@link StreamingDecoder#decode(int[], int, int, int, float[], int)} */
    public DecodeJob {
        stream.require(tokens, offset, numCodebooks, frames, samples, 0);
    }
}
