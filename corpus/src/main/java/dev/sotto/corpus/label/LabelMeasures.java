package dev.sotto.corpus.label;

import dev.sotto.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well tokens tell labels.
 *
 * @param recordings that have labels
 * @param frames that have labels
 * @param ofRecordings whether labels are of whole recordings; the accuracy is then a probe's, else that of frames
 * @param asked recordings or frames that the accuracy is of
 * @param chance the accuracy of always saying the most frequent label
 * @param labelEntropy bits that a frame's label is worth
 * @param codebooks one by one
 * @param all together
 */
public record LabelMeasures(
        int recordings,
        long frames,
        int labels,
        boolean ofRecordings,
        long asked,
        double chance,
        double labelEntropy,
        List<Measure> codebooks,
        Measure all) {

    /**
     * @param accuracy of frames: each token says the label that it comes with most often in the other half of the
     *     recordings (all codebooks: the likeliest label by all of their tokens); of recordings: nearest centroid
     * @param mutualInformation bits that a token says of its frame's label, less what it says where labels are dealt
     *     out at random (of many tokens and few frames that is much); for all codebooks what the answer says
     * @param purity share of frames whose label is the most frequent one of their token; for all codebooks, of answers
     */
    public record Measure(double accuracy, double mutualInformation, double purity) {}

    /** @throws BadInputException where too little is labelled */
    public static LabelMeasures of(List<LabelledTokens> given, Labels labels, int codebookSize) {
        List<LabelledTokens> recordings =
                given.stream().filter(LabelledTokens::isLabelled).toList();
        if (recordings.size() < 2) {
            throw new BadInputException("Labels of " + recordings.size() + " of " + given.size()
                    + " recordings were found: two are needed. Paths in the CSV are from its own folder on");
        }
        return labels.areOfRecordings()
                ? ofRecordings(recordings, labels.names().size(), codebookSize)
                : ofFrames(recordings, labels.names().size(), codebookSize);
    }

    private static LabelMeasures ofFrames(List<LabelledTokens> recordings, int numLabels, int codebookSize) {
        Halves halves = new Halves(recordings, numLabels, codebookSize);
        List<Counts> whole = counts(recordings, codebookSize, numLabels);
        Counts any = whole.get(0);
        double chance = any.ofLabel[Counts.mostFrequent(any.ofLabel)] / (double) any.all;
        List<Measure> codebooks = codebooks(recordings, whole, halves::accuracy);
        Counts answers = halves.answers();
        return of(recordings, false, any.all, chance, any, codebooks, measure(answers.diagonal(), answers));
    }

    private static LabelMeasures ofRecordings(List<LabelledTokens> recordings, int numLabels, int codebookSize) {
        List<Counts> whole = counts(recordings, codebookSize, numLabels);
        List<Integer> every = IntStream.range(0, whole.size()).boxed().toList();
        CentroidProbe probe = new CentroidProbe(recordings, numLabels, codebookSize, every);
        List<Measure> codebooks = codebooks(
                recordings, whole, q -> new CentroidProbe(recordings, numLabels, codebookSize, List.of(q)).accuracy());
        Counts answers = new Halves(recordings, numLabels, codebookSize).answers();
        Measure all = measure(probe.accuracy(), answers);
        return of(recordings, true, probe.asked(), probe.chance(), whole.get(0), codebooks, all);
    }

    private static List<Measure> codebooks(
            List<LabelledTokens> recordings, List<Counts> whole, IntToDoubleFunction accuracy) {
        Counts any = whole.get(0);
        List<Counts> random = counts(dealtOut(recordings), any.ofToken.length, any.ofLabel.length);
        return IntStream.range(0, whole.size())
                .mapToObj(q -> measure(accuracy.applyAsDouble(q), whole.get(q), random.get(q)))
                .toList();
    }

    private static LabelMeasures of(
            List<LabelledTokens> recordings,
            boolean ofRecordings,
            long asked,
            double chance,
            Counts counts,
            List<Measure> codebooks,
            Measure all) {
        int labels = (int) Arrays.stream(counts.ofLabel).filter(n -> n > 0).count();
        double entropy = counts.labelEntropy();
        return new LabelMeasures(
                recordings.size(), counts.all, labels, ofRecordings, asked, chance, entropy, codebooks, all);
    }

    private static Measure measure(double accuracy, Counts counts) {
        return new Measure(accuracy, counts.mutualInformation(), counts.purity());
    }

    private static Measure measure(double accuracy, Counts counts, Counts random) {
        double information = counts.mutualInformation() - random.mutualInformation();
        return new Measure(accuracy, Math.max(0, information), counts.purity());
    }

    /** The same tokens, the labels of all frames in another order. */
    private static List<LabelledTokens> dealtOut(List<LabelledTokens> recordings) {
        int[] all = recordings.stream()
                .flatMapToInt(recording -> Arrays.stream(recording.labels()))
                .filter(label -> label != LabelledTokens.NONE)
                .toArray();
        SplittableRandom random = new SplittableRandom(1);
        int[] left = {all.length};
        return recordings.stream()
                .map(recording -> new LabelledTokens(
                        recording.tokens(),
                        Arrays.stream(recording.labels())
                                .map(label -> label == LabelledTokens.NONE ? label : draw(all, left, random))
                                .toArray()))
                .toList();
    }

    private static int draw(int[] labels, int[] left, SplittableRandom random) {
        int at = random.nextInt(left[0]);
        int label = labels[at];
        labels[at] = labels[--left[0]];
        return label;
    }

    private static List<Counts> counts(List<LabelledTokens> recordings, int codebookSize, int numLabels) {
        return IntStream.range(0, recordings.get(0).tokens().numCodebooks())
                .mapToObj(q -> Counts.of(recordings, q, codebookSize, numLabels))
                .toList();
    }

    /** How often each token of the first codebook comes with each label: {@code [tokens][labels]}. */
    public static int[][] counts(List<LabelledTokens> recordings, Labels labels, int codebookSize) {
        return Counts.of(recordings, 0, codebookSize, labels.names().size()).ofPair;
    }
}
