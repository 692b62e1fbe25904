package dev.sotto.prior;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Order 1, learnt on the way: how often each token has followed the one before it in the same codebook so far, backed
 * by {@link StaticPredictor order 0}. A yardstick that a table cannot be, since a table of all pairs would need more
 * speech than there is; it says what it costs to learn them. Not for coding: it is not reset.
 */
final class AdaptivePredictor implements TokenPredictor {

    /** What order 0 weighs, in tokens seen. */
    private static final int BACKING = 32;

    private static final int TOTAL = 1 << TOTAL_BITS;

    private final int[][] table;
    private final int size;
    /** By codebook and token before, how often each token followed. */
    private final Map<Integer, int[]> followers = new HashMap<>();

    private final int[] before;

    AdaptivePredictor(int[][] table) {
        this.table = table;
        this.size = table[0].length - 1;
        this.before = new int[table.length];
        reset();
    }

    /** Forgets the frame before, but not what was learnt. */
    @Override
    public void reset() {
        Arrays.fill(before, -1);
    }

    @Override
    public void predict(int codebook, int[] tokens, int offset, int[] cumulative) {
        int[] counts = before[codebook] < 0 ? null : followers.get(key(codebook));
        if (counts == null) {
            System.arraycopy(table[codebook], 0, cumulative, 0, size + 1);
            return;
        }
        long total = Arrays.stream(counts).sum() + BACKING;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            cumulative[i] = i + (int) (sum * (TOTAL - size) / total);
            sum += counts[i] + BACKING * (table[codebook][i + 1] - table[codebook][i]) / (double) TOTAL;
        }
        cumulative[size] = TOTAL;
    }

    @Override
    public void accept(int[] tokens, int offset, int numCodebooks) {
        for (int q = 0; q < numCodebooks; q++) {
            if (before[q] >= 0) {
                followers.computeIfAbsent(key(q), k -> new int[size])[tokens[offset + q]]++;
            }
            before[q] = tokens[offset + q];
        }
    }

    private int key(int codebook) {
        return codebook * size + before[codebook];
    }
}
