package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;

/**
 * Finds by how much a foreign codec's sound is late, by cross-correlation: of the loudness first, to a millisecond,
 * then of the samples, within 5 ms of that. In two steps because a vocoder keeps loudness but no phase, and its samples
 * alone would agree best at some other period of the pitch.
 */
public final class Alignment {

    /** Codecs are late by up to 80 ms or so, and some programs remove more than that. */
    private static final double MAX_LAG_SECONDS = 0.2;

    private static final double COARSE_SECONDS = 0.001;
    private static final double FINE_SECONDS = 0.005;

    /** The longest period of a voice. */
    private static final double PITCH_SECONDS = 0.017;

    private Alignment() {}

    /** The heard sound in step with the clean one and as long. */
    public static Waveform align(Waveform clean, Waveform heard) {
        int lag = lag(clean, heard);
        float[] aligned = new float[clean.length()];
        for (int i = Math.max(0, -lag); i < aligned.length && i + lag < heard.length(); i++) {
            aligned[i] = heard.samples()[i + lag];
        }
        return new Waveform(aligned, clean.sampleRate());
    }

    /** Samples by which {@code heard} is late; negative if it is early. */
    public static int lag(Waveform clean, Waveform heard) {
        int coarse = loudnessLag(clean, heard);
        int fine = (int) Math.round(FINE_SECONDS * clean.sampleRate());
        return best(clean.samples(), heard.samples(), coarse - fine, coarse + fine);
    }

    /** The same by loudness alone, in whole milliseconds. */
    static int loudnessLag(Waveform clean, Waveform heard) {
        int block = (int) Math.round(COARSE_SECONDS * clean.sampleRate());
        int reach = (int) Math.round(MAX_LAG_SECONDS / COARSE_SECONDS);
        return block * best(loudness(clean, block), loudness(heard, block), -reach, reach);
    }

    /**
     * Mean magnitude around each block, less its mean over all. Around: over more than a period of the pitch, as pulses
     * of made-up phase would else agree best a period away.
     */
    private static float[] loudness(Waveform sound, int block) {
        return smoothed(magnitudes(sound, block), (int) Math.round(PITCH_SECONDS / COARSE_SECONDS));
    }

    /** Twice the mean over {@code width} values: a triangle. */
    private static float[] smoothed(float[] values, int width) {
        return mean(mean(values, width), width);
    }

    private static float[] mean(float[] values, int width) {
        float[] means = new float[values.length];
        double sum = 0;
        int half = width / 2;
        for (int i = 0; i < values.length + half; i++) {
            sum += i < values.length ? values[i] : 0;
            sum -= i >= 2 * half + 1 ? values[i - 2 * half - 1] : 0;
            if (i >= half) {
                means[i - half] = (float) (sum / (2 * half + 1));
            }
        }
        return means;
    }

    private static float[] magnitudes(Waveform sound, int block) {
        float[] loudness = new float[sound.length() / block];
        double mean = 0;
        for (int b = 0; b < loudness.length; b++) {
            for (int i = 0; i < block; i++) {
                loudness[b] += Math.abs(sound.samples()[b * block + i]) / block;
            }
            mean += loudness[b] / (double) loudness.length;
        }
        for (int b = 0; b < loudness.length; b++) {
            loudness[b] -= (float) mean;
        }
        return loudness;
    }

    /** The lag of the greatest correlation; the middle one where nothing correlates. */
    private static int best(float[] clean, float[] heard, int from, int to) {
        int best = (from + to) / 2;
        double greatest = 0;
        for (int lag = from; lag <= to; lag++) {
            double sum = 0;
            int end = Math.min(clean.length, heard.length - lag);
            for (int i = Math.max(0, -lag); i < end; i++) {
                sum += clean[i] * heard[i + lag];
            }
            if (sum > greatest) {
                greatest = sum;
                best = lag;
            }
        }
        return best;
    }
}
