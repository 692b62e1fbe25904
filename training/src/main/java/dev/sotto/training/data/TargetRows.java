package dev.sotto.training.data;

/**
 * What the decoder should say of a batch of B segments, in the units of {@link dev.sotto.synthesis.SpeechParameters};
 * all row-major.
 *
 * @param envelope {@code [B, points, T]}, not lower than a floor under the segment's maximum
 * @param pitch {@code [B, T]}; 0 where unvoiced
 * @param aperiodicity {@code [B, T]}
 * @param voiced {@code [B, T]}: 1 where voiced, else 0
 */
public record TargetRows(float[] envelope, float[] pitch, float[] aperiodicity, float[] voiced) {

    /**
     * 87 dB under the segment's loudest point, in nepers. Pauses and empty bands lie between 60 and 85 dB under it, and
     * what is not learnt there is heard as noise: 60 dB cost .6 NISQA (EXPERIMENTS.md).
     */
    private static final float FLOOR = 10f;

    static TargetRows empty(int segments, int points, int steps) {
        return new TargetRows(
                new float[segments * points * steps],
                new float[segments * steps],
                new float[segments * steps],
                new float[segments * steps]);
    }

    /**
     * Takes over a segment.
     *
     * @param rows {@code [steps][f0 in Hz or 0, aperiodicity in dB, points of log amplitude in nepers]}
     * @param rise of the segment's level, nepers
     */
    void set(int segment, float[] rows, int points, int steps, float rise) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < points; i++) {
                greatest = Math.max(greatest, rows[t * (points + 2) + 2 + i]);
            }
        }
        for (int t = 0; t < steps; t++) {
            int row = t * (points + 2);
            int at = segment * steps + t;
            boolean isVoiced = rows[row] > 0;
            voiced[at] = isVoiced ? 1 : 0;
            pitch[at] = isVoiced ? Units.pitch(rows[row]) : 0;
            aperiodicity[at] = isVoiced ? Units.aperiodicity(rows[row + 1]) : 0;
            for (int i = 0; i < points; i++) {
                float amplitude = Math.max(rows[row + 2 + i], greatest - FLOOR) + rise;
                envelope[(segment * points + i) * steps + t] = Units.envelope(amplitude);
            }
        }
    }

    /** What a parameter is to the network: numbers around 0, about as wide as 1. */
    private static final class Units {

        static float pitch(float hertz) {
            return (float) (2 * (Math.log(hertz) / Math.log(2) - 7));
        }

        static float aperiodicity(float decibels) {
            return (decibels + 20) / 10;
        }

        static float envelope(float nepers) {
            return nepers + 4;
        }
    }
}
