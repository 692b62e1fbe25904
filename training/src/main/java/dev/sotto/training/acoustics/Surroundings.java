package dev.sotto.training.acoustics;

import dev.sotto.training.target.MelPoints;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Noise behind the speech, then a line that carries both. */
public record Surroundings(Noise noise, Line line) {

    /** Hz: where a row's aperiodicity is measured. */
    private static final double APERIODICITY = 3000;

    /** @param spoken with {@link Acoustics#MARGIN} samples before and after what is heard; stays as it is */
    public float[] heard(float[] spoken, SplittableRandom random) {
        float[] sound = spoken.clone();
        noise.addTo(sound, random);
        return line.heard(sound);
    }

    /**
     * Makes the targets of what was spoken those of what is heard.
     *
     * @param rows {@code [steps][F0 in Hz or 0, aperiodicity in dB, points of log amplitude in nepers]}
     */
    public void alter(float[] rows, int points, int steps) {
        double[] noises = new double[points];
        double[] gains = new double[points];
        Arrays.setAll(noises, i -> noise.power(hertz(i, points)));
        Arrays.setAll(gains, i -> line.nepers(hertz(i, points)));
        int high = nearest(points);
        for (int t = 0; t < steps; t++) {
            int row = t * (points + 2);
            double speech = Math.exp(2 * rows[row + 2 + high]);
            rows[row + 1] = rows[row] > 0 ? aperiodicity(rows[row + 1], speech, noises[high]) : rows[row + 1];
            for (int i = 0; i < points; i++) {
                double power = Math.exp(2 * rows[row + 2 + i]) + noises[i];
                rows[row + 2 + i] = (float) (0.5 * Math.log(power) + gains[i]);
            }
        }
    }

    /** The noise's share of the power, in dB, once there is more of it. */
    private static float aperiodicity(float decibels, double speech, double more) {
        double share = (Math.pow(10, decibels / 10) * speech + more) / (speech + more);
        return (float) (10 * Math.log10(share));
    }

    private static int nearest(int points) {
        return (int) Math.round(MelPoints.fine(APERIODICITY) * (points - 1) / (MelPoints.FINE - 1));
    }

    private static double hertz(int point, int points) {
        return MelPoints.hertz((double) point * (MelPoints.FINE - 1) / (points - 1));
    }
}
