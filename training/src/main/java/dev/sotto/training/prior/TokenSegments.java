package dev.sotto.training.prior;

import dev.sotto.token.TokenSequence;
import java.util.List;
import java.util.SplittableRandom;

/** Draws batches of segments out of token sequences, each as likely as it is long. */
final class TokenSegments {

    /** Frames of a segment: a key packet's second more often than what is longer. */
    private static final int[] LENGTHS = {50, 50, 50, 100, 100, 200};

    private final List<TokenSequence> sequences;
    private final long[] ends;
    private final int batchFrames;
    private final int maxCodebooks;

    /**
     * Segments of one length, each the beginning of a stream of so many codebooks.
     *
     * @param tokens {@code [segments][frames][maxCodebooks]}
     * @param lengths frames of each segment; the rest is no speech
     */
    record Batch(int numCodebooks, int frames, int[][] tokens, int[] lengths) {

        int segments() {
            return tokens.length;
        }
    }

    TokenSegments(List<TokenSequence> sequences, int batchFrames) {
        this.sequences = sequences;
        this.batchFrames = batchFrames;
        this.maxCodebooks = sequences.get(0).numCodebooks();
        this.ends = new long[sequences.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += sequences.get(i).numFrames();
            ends[i] = end;
        }
    }

    Batch draw(SplittableRandom random) {
        // Streams have few codebooks more often than many: in every other batch of two numbers the smaller.
        int another = random.nextBoolean() ? random.nextInt(maxCodebooks) : maxCodebooks;
        int numCodebooks = 1 + Math.min(random.nextInt(maxCodebooks), another);
        int frames = Math.min(LENGTHS[random.nextInt(LENGTHS.length)], batchFrames);
        int segments = Math.max(1, batchFrames / frames);
        int[][] tokens = new int[segments][];
        int[] lengths = new int[segments];
        for (int b = 0; b < segments; b++) {
            TokenSequence sequence = sequences.get(find(random.nextLong(ends[ends.length - 1])));
            lengths[b] = Math.min(frames, sequence.numFrames());
            int from = random.nextInt(sequence.numFrames() - lengths[b] + 1);
            tokens[b] = new int[frames * maxCodebooks];
            System.arraycopy(sequence.tokens(), from * maxCodebooks, tokens[b], 0, lengths[b] * maxCodebooks);
        }
        return new Batch(numCodebooks, frames, tokens, lengths);
    }

    private int find(long frame) {
        int low = 0;
        int high = ends.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (frame < ends[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
