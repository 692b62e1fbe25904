package dev.sotto.audio;

/** Signed 16-bit little-endian PCM, the form in which samples travel, and its exact relation to floats. */
public final class Pcm16 {

    /** Bytes of one sample. */
    public static final int BYTES = 2;

    private static final float SCALE = 32768f;

    private Pcm16() {}

    /** Each sample as {@code value / 32768}: exact, so that every machine starts from the same floats. */
    public static float[] toFloats(byte[] pcm) {
        if (pcm.length % BYTES != 0) {
            throw new IllegalArgumentException("16-bit PCM of an odd number of bytes: " + pcm.length);
        }
        float[] samples = new float[pcm.length / BYTES];
        for (int i = 0; i < samples.length; i++) {
            int value = (pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8);
            samples[i] = value / SCALE;
        }
        return samples;
    }

    /** Rounded to the nearest step, half up, and clipped to the range of 16 bits; NaN becomes 0. */
    public static byte[] toBytes(float[] samples, int offset, int length) {
        byte[] pcm = new byte[length * BYTES];
        for (int i = 0; i < length; i++) {
            int value = Math.round(samples[offset + i] * SCALE);
            int clipped = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
            pcm[2 * i] = (byte) clipped;
            pcm[2 * i + 1] = (byte) (clipped >> 8);
        }
        return pcm;
    }

    public static byte[] toBytes(float[] samples) {
        return toBytes(samples, 0, samples.length);
    }
}
