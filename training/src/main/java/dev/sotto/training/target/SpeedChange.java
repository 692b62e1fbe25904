package dev.sotto.training.target;

/**
 * The targets of a sound played faster by a factor (slower below 1), as by resampling, from those of the sound itself:
 * a row is taken from another time, F0 times the factor, the envelope from another place on the frequency axis. Rows
 * are not mixed, for that would smooth them: the nearest in time is taken, at most 2.5 ms away.
 */
public record SpeedChange(double factor) {

    /** Numbers in a row at the codec's points: F0 in Hz, aperiodicity in dB, log amplitudes in nepers. */
    public static final int WIDTH = TargetAnalysis.ENVELOPE + MelPoints.CODEC;

    /** What lies above the half sample rate of the slower sound: nothing, as far as the analysis sees. */
    static final float EMPTY = -13.8f;

    public SpeedChange {
        if (!(factor > 0.5 && factor < 2)) {
            throw new IllegalArgumentException("factor must be between 0.5 and 2, is " + factor);
        }
    }

    /** How many rows of the sound {@code steps} rows of the faster one come from, where the first falls between two. */
    public int rowsNeeded(int steps) {
        return (int) Math.ceil((steps - 1) * factor) + 2;
    }

    /**
     * @param rows {@code [.., TargetAnalysis.WIDTH]} as they are cached
     * @param start where among them the faster sound begins, in rows, a fraction where it begins between two
     * @param gain of the faster sound
     * @param target gets {@code [steps, WIDTH]} from {@code offset} on
     */
    public void apply(float[] rows, double start, float gain, int steps, float[] target, int offset) {
        int number = rows.length / TargetAnalysis.WIDTH;
        // Power stays as it is and spreads over a wider band.
        float level = (float) (Math.log(gain) - 0.5 * Math.log(factor));
        int[] lower = new int[MelPoints.CODEC];
        float[] shares = new float[MelPoints.CODEC];
        for (int i = 0; i < MelPoints.CODEC; i++) {
            double at = MelPoints.fine(MelPoints.hertz(i * MelPoints.RATIO) / factor);
            lower[i] = Math.max(0, Math.min(MelPoints.FINE - 2, (int) Math.floor(at + 1e-9)));
            boolean empty = at > MelPoints.FINE - 1 + 1e-9;
            shares[i] = empty ? Float.NaN : (float) Math.max(0, at - lower[i]);
        }
        for (int k = 0; k < steps; k++) {
            int row = (int) Math.max(0, Math.min(number - 1, Math.round(start + k * factor)));
            int from = row * TargetAnalysis.WIDTH;
            int to = offset + k * WIDTH;
            target[to + TargetAnalysis.F0] = (float) (rows[from + TargetAnalysis.F0] * factor);
            target[to + TargetAnalysis.APERIODICITY] = rows[from + TargetAnalysis.APERIODICITY];
            for (int i = 0; i < MelPoints.CODEC; i++) {
                int at = from + TargetAnalysis.ENVELOPE + lower[i];
                float value = rows[at] + shares[i] * (rows[at + 1] - rows[at]) + level;
                target[to + TargetAnalysis.ENVELOPE + i] = Float.isNaN(shares[i]) ? EMPTY : value;
            }
        }
    }
}
