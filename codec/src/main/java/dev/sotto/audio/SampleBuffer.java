package dev.sotto.audio;

import java.util.Arrays;

/** Samples whose number is not known before the last one: grows with what comes, not with what a header claims. */
final class SampleBuffer {

    private float[] samples = new float[1 << 16];
    private int length;

    void add(float[] more) {
        if (length + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length + samples.length / 2, length + more.length));
        }
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
    }

    int length() {
        return length;
    }

    float[] toArray() {
        return Arrays.copyOf(samples, length);
    }
}
