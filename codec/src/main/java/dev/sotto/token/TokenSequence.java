package dev.sotto.token;

import java.util.Arrays;

/**
 * The tokens of consecutive frames: {@code numCodebooks} of them a frame, frame after frame, in the order of the
 * codebooks. Immutable by agreement: nobody writes to {@link #tokens} after construction.
 */
public record TokenSequence(int numCodebooks, int[] tokens) {

    public TokenSequence {
        if (numCodebooks < 1) {
            throw new IllegalArgumentException("numCodebooks must be positive, is " + numCodebooks);
        }
        if (tokens.length % numCodebooks != 0) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens are no whole number of frames of " + numCodebooks + " codebooks");
        }
    }

    public int numFrames() {
        return tokens.length / numCodebooks;
    }

    public int token(int frame, int codebook) {
        return tokens[frame * numCodebooks + codebook];
    }

    /** The frames from {@code from} on, up to and without {@code to}. */
    public TokenSequence frames(int from, int to) {
        return new TokenSequence(numCodebooks, Arrays.copyOfRange(tokens, from * numCodebooks, to * numCodebooks));
    }

    /** The same frames with the first {@code count} codebooks only: every prefix decodes. */
    public TokenSequence firstCodebooks(int count) {
        if (count < 1 || count > numCodebooks) {
            throw new IllegalArgumentException("count must be 1 to " + numCodebooks + ", is " + count);
        }
        int[] kept = new int[numFrames() * count];
        for (int t = 0; t < numFrames(); t++) {
            System.arraycopy(tokens, t * numCodebooks, kept, t * count, count);
        }
        return new TokenSequence(count, kept);
    }

    /** All frames again and again: {@code times} times as many. */
    public TokenSequence repeated(int times) {
        int[] all = new int[Math.multiplyExact(tokens.length, times)];
        for (int i = 0; i < times; i++) {
            System.arraycopy(tokens, 0, all, i * tokens.length, tokens.length);
        }
        return new TokenSequence(numCodebooks, all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSequence that
                && numCodebooks == that.numCodebooks
                && Arrays.equals(tokens, that.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tokens) + numCodebooks;
    }

    @Override
    public String toString() {
        return "TokenSequence[" + numFrames() + " frames of " + numCodebooks + " codebooks]";
    }
}
