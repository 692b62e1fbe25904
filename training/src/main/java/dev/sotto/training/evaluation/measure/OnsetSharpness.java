package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;

/**
 * How suddenly a sound starts: at each onset of the clean sound, by how many dB the energy of 10 ms exceeds that of the
 * 10 ms before, in the heard sound less in the clean one. An onset is where that rise is at its greatest, 12 dB or
 * more, and not 30 dB below the loudest place. After pre-emphasis, so that bursts and fricatives count and hum does
 * not.
 */
final class OnsetSharpness {

    private static final double WINDOW_SECONDS = 0.010;
    private static final double STEP_SECONDS = 0.0025;
    /** Of steps: an onset is alone within 20 ms, and heard within 10 ms of its place. */
    private static final int ALONE = 8;

    private static final int NEAR = 4;
    private static final double LEAST_RISE = 12;
    private static final double QUIET = 1e-3;
    /** Nothing counts as quieter than 60 dB below the loudest place. */
    private static final double FLOOR = 1e-6;

    private static final double PRE_EMPHASIS = 0.97;

    private OnsetSharpness() {}

    /** Mean over the onsets, dB: 0 where all start as suddenly; NaN without an onset. */
    static double decibels(Waveform clean, Waveform heard) {
        double[] energies = energies(clean);
        double loudest = 0;
        for (double energy : energies) {
            loudest = Math.max(loudest, energy);
        }
        double[] spoken = rises(energies, FLOOR * loudest);
        double[] told = rises(energies(heard), FLOOR * loudest);
        double sum = 0;
        int count = 0;
        for (int k = 0; k < Math.min(spoken.length, told.length); k++) {
            boolean loud = energies[k + perWindow()] > QUIET * loudest;
            if (loud && spoken[k] >= LEAST_RISE && spoken[k] == greatest(spoken, k, ALONE)) {
                sum += greatest(told, k, NEAR) - spoken[k];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static int perWindow() {
        return (int) Math.round(WINDOW_SECONDS / STEP_SECONDS);
    }

    private static double[] energies(Waveform sound) {
        int step = (int) Math.round(STEP_SECONDS * sound.sampleRate());
        int length = step * perWindow();
        double[] upTo = new double[sound.length() + 1];
        double last = 0;
        for (int i = 0; i < sound.length(); i++) {
            double sample = sound.samples()[i];
            double emphasised = sample - PRE_EMPHASIS * last;
            upTo[i + 1] = upTo[i] + emphasised * emphasised;
            last = sample;
        }
        double[] energies = new double[Math.max(0, (sound.length() - length) / step + 1)];
        for (int k = 0; k < energies.length; k++) {
            energies[k] = upTo[k * step + length] - upTo[k * step];
        }
        return energies;
    }

    /** Of the window that follows window k, over window k. */
    private static double[] rises(double[] energies, double floor) {
        double[] rises = new double[Math.max(0, energies.length - perWindow())];
        for (int k = 0; k < rises.length && floor > 0; k++) {
            rises[k] = 10 * Math.log10(Math.max(energies[k + perWindow()], floor) / Math.max(energies[k], floor));
        }
        return rises;
    }

    private static double greatest(double[] values, int centre, int reach) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = Math.max(0, centre - reach); k <= Math.min(values.length - 1, centre + reach); k++) {
            greatest = Math.max(greatest, values[k]);
        }
        return greatest;
    }
}
