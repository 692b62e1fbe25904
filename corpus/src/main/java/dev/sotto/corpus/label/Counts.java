package dev.sotto.corpus.label;

import java.util.List;

/** How often each token of a codebook comes with each label. */
final class Counts {

    final int[][] ofPair;
    final long[] ofToken;
    final long[] ofLabel;
    long all;

    Counts(int tokens, int labels) {
        ofPair = new int[tokens][labels];
        ofToken = new long[tokens];
        ofLabel = new long[labels];
    }

    static Counts of(List<LabelledTokens> recordings, int codebook, int tokens, int labels) {
        Counts counts = new Counts(tokens, labels);
        for (LabelledTokens recording : recordings) {
            for (int t = 0; t < recording.labels().length; t++) {
                if (recording.labels()[t] != LabelledTokens.NONE) {
                    counts.add(recording.tokens().token(t, codebook), recording.labels()[t]);
                }
            }
        }
        return counts;
    }

    void add(int token, int label) {
        ofPair[token][label]++;
        ofToken[token]++;
        ofLabel[label]++;
        all++;
    }

    /** The label that comes most often, with a token or at all; the first of several. */
    static int mostFrequent(long[] counts) {
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return best;
    }

    int bestLabel(int token) {
        int best = 0;
        for (int label = 1; label < ofLabel.length; label++) {
            best = ofPair[token][label] > ofPair[token][best] ? label : best;
        }
        return ofPair[token][best] > 0 ? best : mostFrequent(ofLabel);
    }

    /** Share of frames whose token has the number of their label. */
    double diagonal() {
        long right = 0;
        for (int label = 0; label < ofLabel.length; label++) {
            right += ofPair[label][label];
        }
        return right / (double) all;
    }

    /** Share of frames whose label is the most frequent one of their token. */
    double purity() {
        long right = 0;
        for (int token = 0; token < ofToken.length; token++) {
            right += ofPair[token][bestLabel(token)];
        }
        return right / (double) all;
    }

    /** Bits that a token says of the label. */
    double mutualInformation() {
        double sum = 0;
        for (int token = 0; token < ofToken.length; token++) {
            for (int label = 0; label < ofLabel.length; label++) {
                double pair = ofPair[token][label];
                if (pair > 0) {
                    sum += pair * log2(pair * all / ((double) ofToken[token] * ofLabel[label]));
                }
            }
        }
        return sum / all;
    }

    /** Bits that a label is worth. */
    double labelEntropy() {
        double sum = 0;
        for (long count : ofLabel) {
            sum -= count > 0 ? count * log2(count / (double) all) : 0;
        }
        return sum / all;
    }

    static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
