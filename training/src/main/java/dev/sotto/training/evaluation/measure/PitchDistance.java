package dev.sotto.training.evaluation.measure;

/**
 * How well the melody of a voice is kept.
 *
 * @param correlation Pearson's, of the pitch in Hz over the frames that are voiced in both; NaN with fewer than ten of
 *     them
 * @param voicingError share of all frames that are voiced in one and unvoiced in the other, 0 to 1; NaN without frames
 */
record PitchDistance(double correlation, double voicingError) {

    private static final int FEWEST = 10;

    /** As far as both go. */
    static PitchDistance of(PitchTrack clean, PitchTrack heard) {
        int frames = Math.min(clean.numFrames(), heard.numFrames());
        int errors = 0;
        int both = 0;
        double[] spoken = new double[frames];
        double[] told = new double[frames];
        for (int t = 0; t < frames; t++) {
            if (clean.isVoiced(t) != heard.isVoiced(t)) {
                errors++;
            } else if (clean.isVoiced(t)) {
                spoken[both] = clean.hertz()[t];
                told[both++] = heard.hertz()[t];
            }
        }
        double correlation = both < FEWEST ? Double.NaN : correlation(spoken, told, both);
        return new PitchDistance(correlation, frames == 0 ? Double.NaN : errors / (double) frames);
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
