package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * Gaussian noise behind speech, light enough for every word to be understood.
 *
 * @param rms of the noise
 * @param colour from 0, as much power in every hertz, to just under 1, most of it at the bottom: the pole of a filter
 */
record Noise(double rms, double colour) {

    static final Noise NONE = new Noise(0, 0);

    private static final double SAMPLE_RATE = 16_000;
    private static final double MIN_SNR = 10;
    private static final double MAX_SNR = 35;
    private static final double MAX_COLOUR = 0.95;

    /** @param level RMS of the speech, which noise is measured against even where the segment is a pause */
    static Noise draw(double level, SplittableRandom random) {
        double snr = random.nextDouble(MIN_SNR, MAX_SNR);
        return new Noise(level * Math.pow(10, -snr / 20), random.nextDouble(0, MAX_COLOUR));
    }

    void addTo(float[] sound, SplittableRandom random) {
        if (rms == 0) {
            return;
        }
        double gain = rms * Math.sqrt(1 - colour * colour);
        double state = rms * random.nextGaussian();
        for (int i = 0; i < sound.length; i++) {
            state = colour * state + gain * random.nextGaussian();
            sound[i] += (float) state;
        }
    }

    /** Of white noise that is as strong around a frequency as this is. */
    double power(double hertz) {
        double cosine = Math.cos(2 * Math.PI * hertz / SAMPLE_RATE);
        return rms * rms * (1 - colour * colour) / (1 - 2 * colour * cosine + colour * colour);
    }
}
