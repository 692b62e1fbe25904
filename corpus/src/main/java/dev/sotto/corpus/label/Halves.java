package dev.sotto.corpus.label;

import java.util.List;
import java.util.stream.IntStream;

/** Every other recording, and the rest: what is learnt from one half is asked of the other, both ways. */
final class Halves {

    private final List<List<LabelledTokens>> recordings;
    private final List<List<Counts>> counts;
    private final int numLabels;

    Halves(List<LabelledTokens> all, int numLabels, int codebookSize) {
        this.numLabels = numLabels;
        recordings = List.of(half(all, 0), half(all, 1));
        int codebooks = all.get(0).tokens().numCodebooks();
        counts = recordings.stream()
                .map(half -> IntStream.range(0, codebooks)
                        .mapToObj(q -> Counts.of(half, q, codebookSize, numLabels))
                        .toList())
                .toList();
    }

    private static List<LabelledTokens> half(List<LabelledTokens> all, int which) {
        return IntStream.range(0, all.size())
                .filter(i -> i % 2 == which)
                .mapToObj(all::get)
                .toList();
    }

    /** Share of frames whose label their token has most often in the other half. */
    double accuracy(int codebook) {
        Counts first = counts.get(0).get(codebook);
        Counts second = counts.get(1).get(codebook);
        return (right(first, second) + right(second, first)) / (double) (first.all + second.all);
    }

    private static long right(Counts learnt, Counts asked) {
        long right = 0;
        for (int token = 0; token < asked.ofToken.length; token++) {
            right += asked.ofToken[token] > 0 ? asked.ofPair[token][learnt.bestLabel(token)] : 0;
        }
        return right;
    }

    /** What all codebooks together say of each frame, in place of a token. */
    Counts answers() {
        Counts answers = new Counts(numLabels, numLabels);
        for (int h = 0; h < 2; h++) {
            NaiveBayes other = new NaiveBayes(counts.get(1 - h));
            for (LabelledTokens recording : recordings.get(h)) {
                for (int t = 0; t < recording.labels().length; t++) {
                    if (recording.labels()[t] != LabelledTokens.NONE) {
                        answers.add(
                                other.label(recording.tokens(), t), recording.labels()[t]);
                    }
                }
            }
        }
        return answers;
    }
}
