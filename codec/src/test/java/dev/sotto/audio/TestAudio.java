package dev.sotto.audio;

import java.util.SplittableRandom;

/** Sounds for tests, the same on every run: 16 kHz, peaks of about 0.5. */
public final class TestAudio {

    public static final int SAMPLE_RATE = 16_000;

    private TestAudio() {}

    public static Waveform sine(double hertz, double seconds) {
        return sampled(seconds, t -> 0.5 * Math.sin(2 * Math.PI * hertz * t));
    }

    /** From 50 to 7000 Hz, evenly. */
    public static Waveform chirp(double seconds) {
        return sampled(seconds, t -> 0.5 * Math.sin(2 * Math.PI * (50 + 3475 * t / seconds) * t));
    }

    public static Waveform noise(long seed, double seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        return sampled(seconds, t -> random.nextDouble() - 0.5);
    }

    public static Waveform silence(double seconds) {
        return sampled(seconds, t -> 0);
    }

    /** Like speech: harmonics of a gliding pitch under changing formants, in syllables, with noise and pauses. */
    public static Waveform speech(long seed, double seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        double pitch = 100 + 100 * random.nextDouble();
        double syllables = 3 + 2 * random.nextDouble();
        double[] phase = new double[20];
        return sampled(seconds, t -> {
            double hertz = pitch * (1 + 0.2 * Math.sin(2 * Math.PI * 0.7 * t) + 0.05 * Math.sin(2 * Math.PI * 5 * t));
            double formant = 900 + 600 * Math.sin(2 * Math.PI * 1.3 * t);
            double sum = 0.05 * (random.nextDouble() - 0.5);
            for (int h = 0; h < phase.length; h++) {
                phase[h] += 2 * Math.PI * hertz * (h + 1) / SAMPLE_RATE;
                double distance = (hertz * (h + 1) - formant) / 400;
                sum += Math.sin(phase[h]) / (1 + distance * distance);
            }
            double loudness = Math.max(0, Math.sin(2 * Math.PI * syllables * t) + 0.3);
            return 0.12 * loudness * sum;
        });
    }

    private interface Signal {
        double at(double seconds);
    }

    private static Waveform sampled(double seconds, Signal signal) {
        float[] samples = new float[(int) Math.round(seconds * SAMPLE_RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.max(-1, Math.min(0.9999, signal.at(i / (double) SAMPLE_RATE)));
        }
        return new Waveform(samples, SAMPLE_RATE);
    }
}
