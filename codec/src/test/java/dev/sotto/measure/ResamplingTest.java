package dev.sotto.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sotto.audio.Waveform;
import org.junit.jupiter.api.Test;

class ResamplingTest {

    @Test
    void shouldKeepASineOfTheLowerBand() {
        double[] resampled = Resampling.resample(sine(1_000, 16_000), 10_000);

        assertEquals(10_000, resampled.length);
        for (int i = 200; i < resampled.length - 200; i++) {
            assertEquals(0.5 * Math.sin(2 * Math.PI * 1_000 * i / 10_000.0), resampled[i], 2e-3, "sample " + i);
        }
    }

    @Test
    void shouldRemoveWhatTheLowerRateCannotHold() {
        double[] resampled = Resampling.resample(sine(6_000, 16_000), 10_000);

        for (int i = 200; i < resampled.length - 200; i++) {
            assertEquals(0, resampled[i], 2e-3, "sample " + i);
        }
    }

    @Test
    void shouldLeaveTheSameRateAlone() {
        Waveform sound = sine(440, 10_000);
        double[] resampled = Resampling.resample(sound, 10_000);

        assertEquals(sound.length(), resampled.length);
        assertEquals(sound.samples()[123], resampled[123]);
    }

    private static Waveform sine(double hertz, int sampleRate) {
        float[] samples = new float[sampleRate];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return new Waveform(samples, sampleRate);
    }
}
