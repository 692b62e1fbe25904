package dev.sotto.corpus.label;

import dev.sotto.BadInputException;
import java.util.List;

/**
 * Whether a recording's tokens tell whose it is: its histogram is compared with the mean of each label's other
 * recordings, and the nearest is the answer. Of histograms the roots of shares are compared (Hellinger's distance), so
 * that rare tokens count, too. A label of one recording has no others: such are neither asked for nor answered.
 */
final class CentroidProbe {

    private final double[][] histograms;
    private final int[] labels;
    private final int[] sizes;

    /**
     * @param recordings each of one label
     * @param codebooks whose histograms stand side by side
     */
    CentroidProbe(List<LabelledTokens> recordings, int numLabels, int codebookSize, List<Integer> codebooks) {
        histograms = new double[recordings.size()][codebooks.size() * codebookSize];
        labels = new int[recordings.size()];
        sizes = new int[numLabels];
        for (int i = 0; i < labels.length; i++) {
            LabelledTokens recording = recordings.get(i);
            labels[i] = recording.labels()[0];
            sizes[labels[i]]++;
            int frames = recording.labels().length;
            for (int place = 0; place < codebooks.size(); place++) {
                for (int t = 0; t < frames; t++) {
                    int token = recording.tokens().token(t, codebooks.get(place));
                    histograms[i][place * codebookSize + token] += 1.0 / frames;
                }
            }
            for (int k = 0; k < histograms[i].length; k++) {
                histograms[i][k] = Math.sqrt(histograms[i][k]);
            }
        }
        requireTwo(sizes);
    }

    private static void requireTwo(int[] sizes) {
        for (int size : sizes) {
            if (size > 1) {
                return;
            }
        }
        throw new BadInputException("No label has two recordings: none can be told from the others of its kind");
    }

    /** Recordings of labels that have two and more. */
    int asked() {
        int asked = 0;
        for (int label : labels) {
            asked += sizes[label] > 1 ? 1 : 0;
        }
        return asked;
    }

    /** The share that whoever always says the label of the most recordings gets right. */
    double chance() {
        int most = 0;
        for (int size : sizes) {
            most = Math.max(most, size);
        }
        return most / (double) asked();
    }

    /** Share of the asked that are answered rightly. */
    double accuracy() {
        double[][] sums = new double[sizes.length][histograms[0].length];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < histograms[i].length; k++) {
                sums[labels[i]][k] += histograms[i][k];
            }
        }
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            if (sizes[labels[i]] > 1) {
                right += nearest(sums, i) == labels[i] ? 1 : 0;
            }
        }
        return right / (double) asked();
    }

    private int nearest(double[][] sums, int i) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int label = 0; label < sums.length; label++) {
            if (sizes[label] < 2) {
                continue;
            }
            boolean own = label == labels[i];
            int others = own ? sizes[label] - 1 : sizes[label];
            double distance = 0;
            for (int k = 0; k < sums[label].length; k++) {
                double mean = (sums[label][k] - (own ? histograms[i][k] : 0)) / others;
                distance += (histograms[i][k] - mean) * (histograms[i][k] - mean);
            }
            if (distance < least) {
                least = distance;
                best = label;
            }
        }
        return best;
    }
}
