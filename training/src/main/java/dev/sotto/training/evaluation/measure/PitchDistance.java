package dev.sotto.training.evaluation.measure;

/**
 * How well the melody of a voice is kept.
 *
 * @param correlation Pearson's, of the pitch in Hz over the frames that are voiced in both; NaN with fewer than ten of
 *     them
 * @param grossError share of the frames that are voiced in both in which the pitch is more than 20 % off, 0 to 1; NaN
 *     with fewer than ten
 * @param voicingError share of all frames that are voiced in one and unvoiced in the other, 0 to 1; NaN without frames
 */
record PitchDistance(double correlation, double grossError, double voicingError) {

    private static final int FEWEST = 10;
    /** As pitch trackers have been judged since Rabiner et al. (1976). */
    private static final double GROSS = 0.2;

    /** As far as both go. @param clean Hz of each frame, 0 where it is not voiced */
    static PitchDistance of(double[] clean, double[] heard) {
        int frames = Math.min(clean.length, heard.length);
        int errors = 0;
        int gross = 0;
        int both = 0;
        double[] spoken = new double[frames];
        double[] told = new double[frames];
        for (int t = 0; t < frames; t++) {
            if (clean[t] > 0 != heard[t] > 0) {
                errors++;
            } else if (clean[t] > 0) {
                spoken[both] = clean[t];
                told[both++] = heard[t];
                gross += Math.abs(heard[t] - clean[t]) > GROSS * clean[t] ? 1 : 0;
            }
        }
        boolean few = both < FEWEST;
        return new PitchDistance(
                few ? Double.NaN : correlation(spoken, told, both),
                few ? Double.NaN : gross / (double) both,
                frames == 0 ? Double.NaN : errors / (double) frames);
    }

    private static double correlation(double[] a, double[] b, int count) {
        double meanA = mean(a, count);
        double meanB = mean(b, count);
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < count; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        return product / Math.sqrt(squareA * squareB);
    }

    private static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }
}
