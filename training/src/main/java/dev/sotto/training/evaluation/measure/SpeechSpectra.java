package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Fourier;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The power spectra of a sound: windows of 512 samples (Hann; 32 ms at 16 kHz), every 160 (10 ms).
 *
 * @param powers {@code [window][bin]}
 * @param sampleRate Hz
 */
record SpeechSpectra(double[][] powers, int sampleRate) {

    static final int WINDOW = 512;
    static final int HOP = 160;

    private static final double[] HANN = Fourier.hann(WINDOW);
    private static final Fourier FOURIER = new Fourier(WINDOW);
    /** 40 dB, as STOI has it. */
    private static final double QUIET = 1e-4;

    static SpeechSpectra of(Waveform sound) {
        int count = sound.length() < WINDOW ? 0 : (sound.length() - WINDOW) / HOP + 1;
        double[][] powers = new double[count][];
        for (int t = 0; t < count; t++) {
            double[] window = new double[WINDOW];
            for (int i = 0; i < WINDOW; i++) {
                window[i] = HANN[i] * sound.samples()[t * HOP + i];
            }
            powers[t] = FOURIER.powers(window);
        }
        return new SpeechSpectra(powers, sound.sampleRate());
    }

    /** The windows with speech: those less than 40 dB below the loudest; none in silence. */
    int[] withSpeech() {
        double[] energies = Arrays.stream(powers)
                .mapToDouble(window -> Arrays.stream(window).sum())
                .toArray();
        double quiet = QUIET * Arrays.stream(energies).max().orElse(0);
        return IntStream.range(0, energies.length)
                .filter(t -> energies[t] > quiet)
                .toArray();
    }

    double peak() {
        return Arrays.stream(powers).flatMapToDouble(Arrays::stream).max().orElse(0);
    }
}
