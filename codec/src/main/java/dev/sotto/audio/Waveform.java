package dev.sotto.audio;

import java.util.Arrays;

/** Mono sound: samples in [-1, 1) and their rate in Hz. Nobody writes to {@link #samples} after construction. */
public record Waveform(float[] samples, int sampleRate) {

    public Waveform {
        if (sampleRate <= 0) {
            throw new IllegalArgumentException("sampleRate must be positive, is " + sampleRate);
        }
    }

    public int length() {
        return samples.length;
    }

    public double seconds() {
        return samples.length / (double) sampleRate;
    }

    /** The samples from {@code from} on, {@code length} of them; what lies beyond the end is silence. */
    public Waveform slice(int from, int length) {
        return new Waveform(Arrays.copyOfRange(samples, from, from + length), sampleRate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Waveform that && sampleRate == that.sampleRate && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(samples) + sampleRate;
    }

    @Override
    public String toString() {
        return String.format("Waveform[%.3f s at %d Hz]", seconds(), sampleRate);
    }
}
