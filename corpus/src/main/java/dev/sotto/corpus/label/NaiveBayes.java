package dev.sotto.corpus.label;

import dev.sotto.token.TokenSequence;
import java.util.List;

/**
 * The likeliest label of a frame by the tokens of all codebooks, as if given the label they had nothing to do with one
 * another.
 */
final class NaiveBayes {

    /**
     * Frames that are added to what a token and a label have in common, and to what they would have if they had nothing
     * to do with each other: a token that came twice says little, and a label that it never came with is not
     * impossible.
     */
    private static final double LENT = 3;

    private final List<Counts> codebooks;
    private final double[][][] scores;
    private final double[] labels;

    /** @param codebooks of what it learns from */
    NaiveBayes(List<Counts> codebooks) {
        this.codebooks = codebooks;
        Counts first = codebooks.get(0);
        int numLabels = first.ofLabel.length;
        labels = new double[numLabels];
        for (int label = 0; label < numLabels; label++) {
            labels[label] = Counts.log2((first.ofLabel[label] + 1.0) / (first.all + numLabels));
        }
        scores = new double[codebooks.size()][first.ofToken.length][];
    }

    int label(TokenSequence tokens, int frame) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        double[][] rows = new double[scores.length][];
        for (int q = 0; q < rows.length; q++) {
            rows[q] = row(q, tokens.token(frame, q));
        }
        for (int label = 0; label < labels.length; label++) {
            double sum = labels[label];
            for (double[] row : rows) {
                sum += row[label];
            }
            if (sum > highest) {
                highest = sum;
                best = label;
            }
        }
        return best;
    }

    /** log2 of how much likelier each label is where the token comes. */
    private double[] row(int q, int token) {
        if (scores[q][token] == null) {
            Counts counts = codebooks.get(q);
            double[] row = new double[labels.length];
            for (int label = 0; label < row.length; label++) {
                double expected = counts.ofToken[token] * (double) counts.ofLabel[label] / counts.all;
                row[label] = Counts.log2((counts.ofPair[token][label] + LENT) / (expected + LENT));
            }
            scores[q][token] = row;
        }
        return scores[q][token];
    }
}
