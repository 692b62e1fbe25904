package dev.sotto.training.acoustics;

import java.util.SplittableRandom;

/**
 * A room's impulse response: the direct sound, then an exponentially decaying tail of single pulses of random sign, one
 * in each of many short stretches of time (velvet noise: Karjalainen and Järveläinen, AES 30th Conference 2007). It
 * sounds as smooth as a tail of Gaussian noise and costs a tenth of it.
 *
 * @param delays of the pulses in samples, rising; the first is the direct sound's, 0
 * @param gains of the pulses; their squares sum to 1, so that speech keeps its level
 */
record Room(int[] delays, float[] gains) {

    private static final double MIN_SECONDS = 0.15;
    private static final double MAX_SECONDS = 0.6;
    private static final double MAX_DIRECT_TO_TAIL_DB = 15;
    private static final double FIRST_ECHO_SECONDS = 0.002;
    private static final double PULSES_A_SECOND = 2000;

    static Room draw(int sampleRate, SplittableRandom random) {
        double seconds = random.nextDouble(MIN_SECONDS, MAX_SECONDS);
        return of(seconds, random.nextDouble(0, MAX_DIRECT_TO_TAIL_DB), sampleRate, random);
    }

    /** Samples of the longest response that is drawn. */
    static int longest(int sampleRate) {
        return (int) Math.ceil(MAX_SECONDS * sampleRate);
    }

    /** @param seconds in which the tail falls by 60 dB, where it ends @param directToTail ratio of energies, dB */
    static Room of(double seconds, double directToTail, int sampleRate, SplittableRandom random) {
        int first = (int) (FIRST_ECHO_SECONDS * sampleRate);
        double stretch = sampleRate / PULSES_A_SECOND;
        int pulses = (int) ((seconds * sampleRate - first) / stretch);
        int[] delays = new int[pulses + 1];
        double[] heights = new double[pulses + 1];
        double energy = 0;
        for (int p = 1; p <= pulses; p++) {
            delays[p] = first + (int) ((p - 1 + random.nextDouble()) * stretch);
            heights[p] = Math.pow(10, -3 * delays[p] / (seconds * sampleRate)) * (random.nextBoolean() ? 1 : -1);
            energy += heights[p] * heights[p];
        }
        heights[0] = Math.sqrt(energy * Math.pow(10, directToTail / 10));
        double scale = 1 / Math.sqrt(energy + heights[0] * heights[0]);
        float[] gains = new float[heights.length];
        for (int p = 0; p < gains.length; p++) {
            gains[p] = (float) (heights[p] * scale);
        }
        return new Room(delays, gains);
    }

    /** As long as {@code spoken}: what rings on after it is cut off. */
    float[] heard(float[] spoken) {
        float[] sound = new float[spoken.length];
        for (int p = 0; p < delays.length; p++) {
            int delay = delays[p];
            float gain = gains[p];
            for (int i = delay; i < sound.length; i++) {
                sound[i] += gain * spoken[i - delay];
            }
        }
        return sound;
    }
}
