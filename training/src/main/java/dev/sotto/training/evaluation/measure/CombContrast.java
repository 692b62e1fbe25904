package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import dev.sotto.measure.Fourier;
import dev.sotto.training.target.TargetAnalysis;
import java.util.Arrays;

/**
 * How far the harmonics of a voice stand out, in dB: the power at multiples of F0 over that half way to their
 * neighbours, under a Hann window of four periods, which just separates them; a mean over the harmonics of a band and
 * over the steps of 20 ms that are voiced in the clean sound. About 20 of pulses, 0 of noise.
 *
 * @param low 1 to 2 kHz; NaN where nothing is voiced
 * @param high 2 to 4 kHz
 */
record CombContrast(double low, double high) {

    static final String MEANING =
            "How far the harmonics of the voice stand out between 1 and 2 kHz (2 and 4 kHz), in dB; the"
                    + " nearer to the original's row, the better. A voice without them is hoarse.";

    private static final int SIZE = 2048;
    private static final Fourier FOURIER = new Fourier(SIZE);
    private static final int PERIODS = 4;
    /** Of F0, to each side of a peak and of a valley. */
    private static final double REACH = 0.1;
    /** What lies 70 dB under the strongest bin is nothing. */
    private static final double FLOOR = 1e-7;
    /** Of the 5 ms. */
    private static final int EVERY = 4;

    /**
     * @param own pitch of the sound: a voice that is a little too high has harmonics nevertheless
     * @param clean says where they belong; where the sound itself is not voiced, its pitch is taken
     */
    static CombContrast of(Waveform sound, double[] own, double[] clean) {
        double low = 0;
        double high = 0;
        int count = 0;
        for (int t = 0; t < Math.min(own.length, clean.length); t += EVERY) {
            if (clean[t] > 0) {
                double hertz = own[t] > 0 ? own[t] : clean[t];
                double[] powers = powers(sound, t * TargetAnalysis.STEP, hertz);
                low += contrast(powers, hertz, 1000, 2000, sound.sampleRate());
                high += contrast(powers, hertz, 2000, 4000, sound.sampleRate());
                count++;
            }
        }
        return count == 0 ? new CombContrast(Double.NaN, Double.NaN) : new CombContrast(low / count, high / count);
    }

    private static double[] powers(Waveform sound, int centre, double hertz) {
        int length = Math.min(SIZE, (int) Math.round(PERIODS * sound.sampleRate() / hertz));
        double[] window = Fourier.hann(length);
        for (int i = 0; i < length; i++) {
            int at = centre - length / 2 + i;
            window[i] *= at >= 0 && at < sound.length() ? sound.samples()[at] : 0;
        }
        return FOURIER.powers(window);
    }

    /** In logarithms and with the valleys of both sides, so that a slope of the spectrum is no contrast. */
    private static double contrast(double[] powers, double hertz, double from, double to, int sampleRate) {
        double floor =
                Math.max(Double.MIN_NORMAL, FLOOR * Arrays.stream(powers).max().orElse(0));
        double binsPerHertz = (double) SIZE / sampleRate;
        double sum = 0;
        int count = 0;
        for (int h = (int) Math.ceil(from / hertz); h * hertz < to; h++) {
            double below = level(powers, (h - 0.5) * hertz * binsPerHertz, REACH * hertz * binsPerHertz, floor);
            double peak = level(powers, h * hertz * binsPerHertz, REACH * hertz * binsPerHertz, floor);
            double above = level(powers, (h + 0.5) * hertz * binsPerHertz, REACH * hertz * binsPerHertz, floor);
            sum += peak - (below + above) / 2;
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    /** Mean power around a place, dB; at least the nearest bin. */
    private static double level(double[] powers, double centre, double reach, double floor) {
        int from = (int) Math.round(centre - reach);
        int to = Math.max(from, (int) Math.round(centre + reach));
        double sum = 0;
        for (int bin = from; bin <= to; bin++) {
            sum += powers[bin];
        }
        return 10 * Math.log10(Math.max(floor, sum / (to - from + 1)));
    }
}
