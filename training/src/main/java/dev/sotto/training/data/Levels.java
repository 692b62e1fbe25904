package dev.sotto.training.data;

import dev.sotto.audio.Waveform;
import java.util.Arrays;

/** How loud speech is, pauses left out. */
final class Levels {

    private static final int WINDOW = 320;

    private Levels() {}

    /** RMS of the louder half of the windows of 20 ms; 0 for digital silence. */
    static float speech(Waveform waveform) {
        float[] samples = waveform.samples();
        int windows = Math.max(1, samples.length / WINDOW);
        double[] powers = new double[windows];
        for (int w = 0; w < windows; w++) {
            int end = Math.min(samples.length, (w + 1) * WINDOW);
            for (int i = w * WINDOW; i < end; i++) {
                powers[w] += samples[i] * samples[i] / (end - w * WINDOW);
            }
        }
        Arrays.sort(powers);
        return (float)
                Math.sqrt(Arrays.stream(powers, windows / 2, windows).average().orElse(0));
    }
}
