package dev.sotto.training.evaluation.measure;

import dev.sotto.audio.Waveform;
import java.util.function.IntToDoubleFunction;

/** What reference.py does to speech, too. */
final class Degradations {

    private Degradations() {}

    static Waveform noisy(Waveform speech, double amount) {
        long[] state = {1};
        return each(speech, i -> {
            state[0] = (state[0] * 1103515245 + 12345) & 0x7fff_ffff;
            return speech.samples()[i] + amount * (state[0] / (double) (1 << 30) - 1);
        });
    }

    static Waveform muffled(Waveform speech) {
        double[] last = {0};
        return each(speech, i -> last[0] += 0.1 * (speech.samples()[i] - last[0]));
    }

    static Waveform coarse(Waveform speech) {
        return each(speech, i -> Math.floor(speech.samples()[i] * 50.0 + 0.5) / 50);
    }

    static Waveform louder(Waveform speech, double gain) {
        return each(speech, i -> gain * speech.samples()[i]);
    }

    /** Silence before it, and as much of its end cut off. */
    static Waveform late(Waveform speech, int samples) {
        return each(speech, i -> i < samples ? 0 : speech.samples()[i - samples]);
    }

    private static Waveform each(Waveform speech, IntToDoubleFunction sample) {
        float[] samples = new float[speech.length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) sample.applyAsDouble(i);
        }
        return new Waveform(samples, speech.sampleRate());
    }
}
