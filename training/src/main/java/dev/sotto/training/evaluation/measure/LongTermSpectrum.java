package dev.sotto.training.evaluation.measure;

import java.util.Arrays;

/**
 * The mean power of a sound in the octaves around 125, 250, 500, 1000, 2000, 4000 and 8000 Hz (the last as far as it
 * goes).
 */
final class LongTermSpectrum {

    static final String MEANING = "How much too loud (+) or too soft (-) the octave around this frequency is, in dB.";

    private static final int OCTAVES = 7;
    private static final double LOWEST = 125;
    /** An octave counts as at least 60 dB below all of the clean sound: hum that a line cut off does not decide. */
    private static final double FLOOR = 1e-6;

    private LongTermSpectrum() {}

    /** Heard less clean, dB; NaN where there is no clean sound. */
    static double[] difference(SpeechSpectra clean, SpeechSpectra heard) {
        double[] spoken = octaves(clean);
        double[] told = octaves(heard);
        double floor = FLOOR * Arrays.stream(spoken).sum();
        double[] difference = new double[OCTAVES];
        for (int i = 0; i < OCTAVES; i++) {
            difference[i] = 10 * Math.log10(Math.max(told[i], floor) / Math.max(spoken[i], floor));
        }
        return difference;
    }

    private static double[] octaves(SpeechSpectra spectra) {
        double[] bins = new double[SpeechSpectra.WINDOW / 2 + 1];
        for (double[] window : spectra.powers()) {
            for (int bin = 0; bin < bins.length; bin++) {
                bins[bin] += window[bin] / spectra.powers().length;
            }
        }
        double[] octaves = new double[OCTAVES];
        for (int bin = 1; bin < bins.length; bin++) {
            double hertz = (double) bin * spectra.sampleRate() / SpeechSpectra.WINDOW;
            int octave = (int) Math.round(Math.log(hertz / LOWEST) / Math.log(2));
            if (octave >= 0 && octave < OCTAVES) {
                octaves[octave] += bins[bin];
            }
        }
        return octaves;
    }
}
