package dev.sotto.training.evaluation.measure;

/**
 * How far two sounds' spectral envelopes are apart: the mean over steps and points of the absolute difference in dB.
 * Both count as at least 87 dB below the highest point of the clean one, which is about where 16 bits end: noise in
 * pauses counts, the depth of a digital silence does not.
 */
final class EnvelopeError {

    private static final double DB_PER_NEPER = 20 / Math.log(10);
    private static final double FLOOR_DB = 87;
    /** {@link dev.sotto.training.target.TargetAnalysis} puts digital silence at -13.8 nepers, a 16th bit at -10. */
    private static final double SILENCE = -13;

    private EnvelopeError() {}

    /** NaN where there is no clean sound. */
    static double decibels(VoiceParameters clean, VoiceParameters heard) {
        double highest = highest(clean.envelope());
        int steps = Math.min(clean.steps(), heard.steps());
        if (steps == 0 || highest < SILENCE) {
            return Double.NaN;
        }
        double floor = highest - FLOOR_DB / DB_PER_NEPER;
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            sum += difference(clean.envelope()[t], heard.envelope()[t], floor);
        }
        return sum / steps * DB_PER_NEPER;
    }

    private static double difference(float[] clean, float[] heard, double floor) {
        double sum = 0;
        for (int i = 0; i < clean.length; i++) {
            sum += Math.abs(Math.max(clean[i], floor) - Math.max(heard[i], floor));
        }
        return sum / clean.length;
    }

    private static double highest(float[][] envelope) {
        double highest = Double.NEGATIVE_INFINITY;
        for (float[] step : envelope) {
            for (float value : step) {
                highest = Math.max(highest, value);
            }
        }
        return highest;
    }
}
